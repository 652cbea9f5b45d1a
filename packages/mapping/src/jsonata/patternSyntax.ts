import { RE2JS } from 're2js';

/** What `\s` stands for in JavaScript; in RE2 it knows neither the vertical tab nor the no-break space. */
const BLANKS =
  '\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';

/** Everything else, `\S`, as it is written within brackets. */
const NO_BLANKS =
  '\\x00-\\x08\\x0e-\\x1f!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}' +
  '\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';

/** What the two languages understand differently, by whether it stands within brackets. */
const OUTSIDE: ReadonlyMap<string, string> = new Map([
  ['\\s', `[${BLANKS}]`],
  ['\\S', `[^${BLANKS}]`],
  // RE2 takes the carriage return for a character like any other.
  ['.', '[^\\n\\r\\x{2028}\\x{2029}]'],
]);
const INSIDE: ReadonlyMap<string, string> = new Map([
  ['\\s', BLANKS],
  ['\\S', NO_BLANKS],
  ['\\b', '\\x08'],
  // RE2 would begin a named class such as [:alpha:] with it.
  ['[', '\\['],
]);

/** An expression of JavaScript, or its source, as RE2 writes it, with the same meaning. */
export function asRe2(expression: RegExp | string): string {
  let within = false;
  return RE2JS.translateRegExp(expression).replace(/\\[\s\S]|[\s\S]/g, (piece) => {
    const meaning = (within ? INSIDE : OUTSIDE).get(piece);
    if (piece === '[') within = true;
    else if (piece === ']') within = false;
    return meaning ?? piece;
  });
}
