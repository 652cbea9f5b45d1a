import { RE2JS } from 're2js';

interface PatternTester {
  test(text: string): boolean;
  /** ajv tells patterns apart by this text. */
  toString(): string;
}

function compilePattern(pattern: string): PatternTester {
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
  return { test: (text) => compiled.test(text), toString: () => pattern };
}

/**
 * Patterns of schemas run on RE2, in linear time: a schema is written by a person, its input comes from a
 * stranger. `code` is what ajv would print into stand-alone code, which is never made here.
 */
export const re2Engine = Object.assign(compilePattern, { code: 'undefined' });
