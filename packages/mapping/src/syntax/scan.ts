/** What a scanner found: where the token ends and what is wrong with it. */
export interface Scanned {
  to: number;
  code?: string;
  /** Where the mistake is; left out: the whole token. */
  at?: number;
}

const ESCAPES = '"\\/bfnrt';
const HEX = /^[0-9a-fA-F]+$/;

/** End of the line that an offset stands in: an unclosed text or pattern is cut there. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/**
 * A text in quotes. @param from offset of the opening quote
 * @param limit offset at which to give up looking for the closing quote
 */
export function scanString(text: string, from: number, limit: number): Scanned {
  const quote = text.charCodeAt(from);
  let fault: { code: string; at: number } | undefined;
  for (let at = from + 1; at < limit; at++) {
    const char = text.charCodeAt(at);
    if (char === quote) return { to: at + 1, ...fault };
    if (char !== 0x5c) continue;
    const code = faultOfEscape(text, at);
    if (code !== undefined) fault ??= { code, at };
    at += 1;
  }
  return { to: lineEnd(text, from), code: 'S0101' };
}

/** @param at offset of the backslash */
function faultOfEscape(text: string, at: number): string | undefined {
  const letter = text.charAt(at + 1);
  if (letter === 'u') return HEX.test(text.slice(at + 2, at + 6)) ? undefined : 'S0104';
  return letter !== '' && ESCAPES.includes(letter) ? undefined : 'S0103';
}

const PLAIN: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The value of a text in quotes; unclosed or wrong parts are taken as they stand. */
export function stringValue(raw: string): string {
  const closed = raw.length > 1 && raw.endsWith(raw.charAt(0));
  const body = raw.slice(1, closed ? -1 : undefined);
  if (!body.includes('\\')) return body;
  return body.replace(
    /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g,
    (_whole, hex: string | undefined, letter: string) =>
      hex === undefined ? (PLAIN[letter] ?? letter) : String.fromCharCode(parseInt(hex, 16)),
  );
}

/**
 * A pattern between slashes. A slash in brackets does not close it, as the reference has it.
 * @param from offset of the opening slash
 */
export function scanRegex(text: string, from: number, limit: number): Scanned {
  let depth = 0;
  let backslashes = 0;
  for (let at = from + 1; at < limit; at++) {
    const char = text.charAt(at);
    if (char === '/' && depth === 0 && backslashes % 2 === 0) return closedRegex(text, from, at);
    if (backslashes === 0) {
      if (char === '(' || char === '[' || char === '{') depth += 1;
      if (char === ')' || char === ']' || char === '}') depth -= 1;
    }
    backslashes = char === '\\' ? backslashes + 1 : 0;
  }
  return { to: lineEnd(text, from), code: 'S0302' };
}

function closedRegex(text: string, from: number, slash: number): Scanned {
  let to = slash + 1;
  while (text[to] === 'i' || text[to] === 'm') to += 1;
  if (slash === from + 1) return { to, code: 'S0301' };
  return isPattern(text.slice(from + 1, slash), text.slice(slash + 1, to)) ? { to } : { to, code: 'X1005' };
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, `${flags}g`) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Pattern and flags of a regular expression as written. */
export function regexParts(raw: string): { pattern: string; flags: string } {
  const slash = raw.lastIndexOf('/');
  return slash < 1
    ? { pattern: raw.slice(1), flags: '' }
    : { pattern: raw.slice(1, slash), flags: raw.slice(slash + 1) };
}

const NUMBER = /(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?/y;

/** A number without sign; undefined where none begins. */
export function scanNumber(text: string, from: number): Scanned | undefined {
  NUMBER.lastIndex = from;
  const found = NUMBER.exec(text)?.[0];
  if (found === undefined) return undefined;
  const to = from + found.length;
  return Number.isFinite(Number(found)) ? { to } : { to, code: 'S0102' };
}
