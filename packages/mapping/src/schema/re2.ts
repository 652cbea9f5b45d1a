import { RE2JS } from 're2js';

import { patternSize } from '../jsonata/patternSize.ts';
import { asRe2 } from '../jsonata/patternSyntax.ts';

/** Compiling takes microseconds for each instruction: this many stand for a tenth of a second or so. */
const MAX_INSTRUCTIONS = 20_000;

interface PatternTester {
  test(text: string): boolean;
  /** ajv tells patterns apart by this text. */
  toString(): string;
}

/** @throws Error for a pattern that is wrong or too large */
function compilePattern(pattern: string): PatternTester {
  if (patternSize(pattern) > MAX_INSTRUCTIONS)
    throw new Error(`The pattern ${pattern.slice(0, 40)} is too large`);
  const compiled = RE2JS.compile(asRe2(pattern));
  return { test: (text) => compiled.test(text), toString: () => pattern };
}

/**
 * Patterns of schemas run on RE2, in linear time: a schema is written by a person, its input comes from a
 * stranger. `code` is what ajv would print into stand-alone code, which is never made here.
 */
export const re2Engine = Object.assign(compilePattern, { code: 'undefined' });
