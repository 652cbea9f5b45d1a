import { configurationError } from '../../sdk/error.ts';

const invalid = (message: string) => configurationError('invalid_path', message);

/**
 * Puts a path behind a connection's base address, so that no path leads off the host or above the base.
 * @param baseUrl for example `https://erp.example.com/api`
 * @param path for example `/sales-orders/4711?full=true`; a leading slash may be left out
 * @throws ConnectorError `invalid_path`, `invalid_connection`
 */
export function targetUrl(baseUrl: string, path: string): URL {
  const base = parseBase(baseUrl);
  refuseTricks(path);
  const below = base.pathname.replace(/\/+$/, '');
  const slash = path === '' || path.startsWith('/') || path.startsWith('?') ? '' : '/';
  const target = new URL(`${base.origin}${below}${slash}${path}`);
  // The rules above should leave no way out; this holds even if one was forgotten.
  if (target.origin !== base.origin || !target.pathname.startsWith(below)) {
    throw invalid('The path leads away from the connection’s base address.');
  }
  return target;
}

/** Adds query parameters; lists repeat the name, null and missing values are left out. */
export function addQuery(url: URL, query: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === null || item === undefined) continue;
      url.searchParams.append(name, scalarText(item, `The query parameter "${name}"`));
    }
  }
}

/**
 * Text of a value for a header or query parameter.
 * @param subject how a person calls it, for the message
 * @throws ConnectorError `invalid_input` when it is a list or an object
 */
export function scalarText(value: unknown, subject: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw configurationError('invalid_input', `${subject} must be text, a number or true/false.`);
}

function parseBase(baseUrl: string): URL {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const usable = base && /^https?:$/.test(base.protocol) && !base.search && !base.hash;
  if (!base || !usable || base.username || base.password) {
    throw configurationError(
      'invalid_connection',
      'The base address must be an http or https address without user, password, query or fragment.',
    );
  }
  return base;
}

function refuseTricks(path: string): void {
  const [pathOnly = ''] = path.split('?', 1);
  // URL parsers drop tabs and line ends silently, which would put other tricks together again.
  if (/\p{Cc}/u.test(path)) throw invalid('The path holds a control character.');
  if (pathOnly.includes('\\')) throw invalid('The path holds a backslash; write / instead.');
  if (path.includes('#')) throw invalid('The path holds a #; write %23 if it belongs to a name.');
  if (pathOnly.startsWith('//')) throw invalid('The path must begin with a single /.');
  if (/^[^/]*[:@]/.test(pathOnly)) {
    throw invalid('The path must not be a full address: the connection says which host is called.');
  }
  if (pathOnly.split('/').some((part) => /^(\.|%2e){2}$/i.test(part))) {
    throw invalid('The path must not hold "..".');
  }
}
