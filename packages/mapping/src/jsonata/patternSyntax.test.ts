import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';

const PATTERNS = [
  '\\s+', '\\S+', '[\\s,]+', '[^\\S,]+', '[^\\s]', '.+', 'a.b', '[.]', '\\.', '[[:a]]', '[\\b]', '[\\]\\s]', '\\[.', '[^]',
  '\\\\s', '(.)(\\s)', '\\w+', '\\W', '\\d', 'B', '(?:a|b)+?', '^a', 'b$', '\\u00a0', '\\x0b', '\\v', '\\/',
]; // prettier-ignore

const PIECES = [
  'a', 'b', 'A', 's', '.', ',', '[', ':', ']', '\\', '/', ' ', '\t', '\n', '\r', '\v', '\b', '\u00a0', '\u2003', '\u2028',
  '\u3000', '\ufeff', 'é', '0',
]; // prettier-ignore

/** The same as $match gives, by the engine of JavaScript. */
function expected(pattern: string, flags: string, text: string): unknown[] {
  return Array.from(text.matchAll(new RegExp(pattern, `g${flags}`)), (found) => ({
    match: found[0],
    index: found.index,
    groups: found.slice(1),
  }));
}

describe('a pattern', () => {
  it.each(PATTERNS)('/%s/ means what it means in JavaScript', (pattern) => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
        fc.constantFrom('', 'i'),
        (text, flags) => {
          const found = compile(`$match($, /${pattern}/${flags})[]`).evaluate(text) ?? [];
          expect(found).toEqual(expected(pattern, flags, text));
        },
      ),
      { numRuns: 60 },
    );
  });
});
