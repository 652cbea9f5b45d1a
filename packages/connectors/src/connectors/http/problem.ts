/** What an error answer says, as far as it follows one of the usual forms. */
export interface Problem {
  /** From a field that is meant for codes. */
  code?: string;
  /** From fields that sometimes hold a code: `error`, the end of a problem's `type`. */
  weakCode?: string;
  message?: string;
}

type Fields = Record<string, unknown>;

const codeFields = ['code', 'errorCode', 'error_code'];
const messageFields = ['detail', 'message', 'error_description', 'errorMessage', 'description', 'title'];
const longestMessage = 500;

/**
 * Reads code and message out of an error body: problem documents (RFC 9457), OAuth errors, and the forms
 * `{ code, message }`, `{ error: { code, message } }`, `{ errors: [{ … }] }`.
 */
export function problemOf(body: unknown): Problem {
  if (typeof body === 'string') return plainText(body);
  const top = fieldsOf(body);
  const nested = fieldsOf(top['error']);
  const list = Array.isArray(top['errors']) ? top['errors'].map(fieldsOf) : [];
  const places = [top, nested, list[0] ?? {}];

  const code = first(places, (place) => first(codeFields, (name) => codeText(place[name])));
  const weakCode = codeWord(top['error']) ?? typeWord(top['type']);
  const main =
    first([top, nested], (place) => first(messageFields, (name) => text(place[name]))) ?? text(top['error']);
  const message = withParts(main, list);
  return { ...(code && { code }), ...(weakCode && { weakCode }), ...(message && { message }) };
}

function withParts(main: string | undefined, list: Fields[]): string | undefined {
  const parts = list
    .map((item) => [text(item['path'] ?? item['field']), text(item['message'] ?? item['detail'])])
    // What the main message says already need not be said again.
    .filter(([, message]) => message !== undefined && message !== main)
    .map((part) => part.filter(Boolean).join(': '));
  const told = parts.length > 3 ? [...parts.slice(0, 3), `and ${parts.length - 3} more`] : parts;
  const message =
    main && told.length > 0 ? `${trimEnd(main)}: ${told.join('; ')}` : (main ?? told.join('; '));
  return shorten(message);
}

/** A page of HTML tells a person nothing; a line of text does. */
function plainText(body: string): Problem {
  const line = body.trim();
  return line === '' || line.startsWith('<') ? {} : { message: shorten(line) ?? '' };
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const text = (value: unknown) => (typeof value === 'string' && value.trim() ? value.trim() : undefined);

function codeText(value: unknown): string | undefined {
  // { "code": 409 } repeats the status and says nothing more.
  const repeatsStatus = /^[1-5]\d\d$/.test(String(value));
  if (typeof value === 'number') return repeatsStatus ? undefined : String(value);
  return repeatsStatus ? undefined : text(value)?.slice(0, 100);
}

const codeWord = (value: unknown) =>
  typeof value === 'string' && /^[A-Za-z][\w.-]{0,99}$/.test(value) ? value : undefined;

function typeWord(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === 'about:blank') return undefined;
  return codeWord(value.split(/[/:#]/).at(-1));
}

const trimEnd = (sentence: string) => sentence.replace(/[.:\s]+$/, '');

const shorten = (message: string) =>
  message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message || undefined;

function first<T, R>(items: readonly T[], read: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = read(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
