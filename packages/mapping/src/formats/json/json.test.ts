import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';
import { findJsonFault } from './fault.ts';

const faults: [text: string, line: number, column: number, reason: string][] = [
  ['', 1, 1, 'the document is empty'],
  ['{"a":1,}', 1, 8, '"}" found where a field name'],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, '""" found where "," or "}"'],
  ['[1, 2', 1, 6, 'truncated'],
  ['{"a" 1}', 1, 6, '":" is expected'],
  ['[1] x', 1, 5, 'nothing more is expected'],
  ['[tru]', 1, 2, 'a value or "]"'],
  ['[1,,2]', 1, 4, '"," found where a value'],
  ['[01]', 1, 3, '"1" found where'],
  ['"abc\ndef"', 1, 5, 'a line break must be escaped'],
  ['"a\\x"', 1, 3, 'escape sequence'],
  ['{"a":"unclosed', 1, 6, 'never closed'],
  ['[1}', 1, 3, '"}" found where "," or "]"'],
  ["{'a':1}", 1, 2, `"'" found where a field name`],
  ['[1.]', 1, 3, '"." found where'],
  ['\u0000', 1, 1, 'control character U+0000'],
];

test.each(faults)('%j fails at line %i, column %i', (text, line, column, reason) => {
  const error = errorOf(() => parseDocument('json', text));
  expect(error).toMatchObject({ code: 'json.syntax', position: { line, column } });
  expect(error.message).toContain(`line ${line}, column ${column}: `);
  expect(error.message).toContain(reason);
});

test('the fault finder and the built-in parser agree on what is JSON', () => {
  const pieces = fc.constantFrom(
    ...'{}[],:"\\0123456789.-+eE truefalsnu/\n'.split(''),
    '"a"',
    'true',
    'null',
    '\\u00e9',
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
    fc.json(),
  );
  fc.assert(
    fc.property(text, (candidate) => {
      expect(findJsonFault(candidate) === undefined).toBe(isJson(candidate));
    }),
    { numRuns: 3000 },
  );
});

test('values read back as they were written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), fc.nat(4), (value, indent) => {
      const { content } = serializeDocument('json', value, { indent });
      expect(parseDocument('json', content)).toEqual({
        document: JSON.parse(JSON.stringify(value)),
        warnings: [],
      });
    }),
  );
});

describe('safety', () => {
  test('a field called __proto__ is a field and nothing else', () => {
    const { document } = parseDocument('json', '{"__proto__":{"polluted":true}}');
    expect(Object.hasOwn(document as object, '__proto__')).toBe(true);
    expect('polluted' in {}).toBe(false);
    expect('polluted' in (document as object)).toBe(false);
    expect(serializeDocument('json', document).content).toBe('{"__proto__":{"polluted":true}}');
  });

  test('nesting is limited, brackets in texts are not nesting', () => {
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(() => parseDocument('json', deep(100))).not.toThrow();
    expect(errorOf(() => parseDocument('json', deep(101)))).toMatchObject({
      code: 'document.tooDeep',
      position: { line: 1, column: 101 },
    });
    expect(errorOf(() => parseDocument('json', '['.repeat(1_000_000))).code).toBe('document.tooDeep');
    expect(parseDocument('json', `["\\"${'['.repeat(200)}\\\\"]`).document).toEqual([
      `"${'['.repeat(200)}\\`,
    ]);
  });

  test('data without end or with nothing in it is not written', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(errorOf(() => serializeDocument('json', cycle)).code).toBe('document.tooDeep');

    let doubling: unknown = 1;
    for (let level = 0; level < 90; level += 1) doubling = [doubling, doubling];
    expect(errorOf(() => serializeDocument('json', doubling)).code).toBe('document.tooMany');

    expect(errorOf(() => serializeDocument('json', undefined)).code).toBe('json.notPlain');
    expect(errorOf(() => serializeDocument('json', { big: 1n })).code).toBe('json.notPlain');
  });

  test('a fault at the end of a long text is found', () => {
    const long = `["${'a'.repeat(3_000_000)}${'\\n'.repeat(1_000_000)}", ${'1,'.repeat(500_000)}]`;
    expect(errorOf(() => parseDocument('json', long))).toMatchObject({ position: { column: long.length } });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function errorOf(action: () => unknown): DocumentError {
  try {
    action();
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  throw new Error('expected a DocumentError');
}

const longNumbers = [
  { written: '12345678901234567890', read: 12345678901234567000, isLong: true },
  { written: '9007199254740993', read: 9007199254740992, isLong: true },
  { written: '-9007199254740993', read: -9007199254740992, isLong: true },
  { written: '1.25000000000000000001', read: 1.25, isLong: true },
  { written: '1000000000000000000000', read: 1e21, isLong: false },
  { written: '1.10000000000000000000', read: 1.1, isLong: false },
  { written: '0.10000000000000001', read: 0.1, isLong: false },
  { written: '1249.90', read: 1249.9, isLong: false },
  { written: '1e3', read: 1000, isLong: false },
];

describe.each(['json', 'ndjson'] as const)('long numbers in %s', (format) => {
  test.each(longNumbers)('$written', ({ written, read, isLong }) => {
    const text = format === 'json' ? `{"a":\n["x",${written}]}` : `{}\n{"a":["x",${written}]}`;
    const rounded = parseDocument(format, text);
    const place = { code: 'json.number', line: 2, column: format === 'json' ? 6 : 11 };
    const sign = written.startsWith('-') ? 1 : 0;
    expect(rounded.warnings).toMatchObject(isLong ? [{ ...place, column: place.column + sign }] : []);
    expect(JSON.stringify(rounded.document)).toContain(JSON.stringify({ a: ['x', read] }));
    const exact = parseDocument(format, text, { exactNumbers: true });
    expect(exact.warnings).toEqual([]);
    expect(JSON.stringify(exact.document)).toContain(JSON.stringify({ a: ['x', isLong ? written : read] }));
  });

  test('beyond all numbers', () => {
    const text = '{"a":-1e999}';
    expect(errorOf(() => parseDocument(format, text))).toMatchObject({ code: 'json.number' });
    const exact = parseDocument(format, text, { exactNumbers: true });
    expect(JSON.stringify(exact.document)).toContain('{"a":"-1e999"}');
  });
});

test('numbers that lose digits are refused in strict mode, and told of in records', () => {
  const text = '{"orders":[1,12345678901234567890]}';
  expect(() => parseDocument('json', text, { strict: true })).toThrow('line 1, column 14: the number');
  expect(parseDocument('json', text, { records: 'orders' }).warnings).toMatchObject([{ column: 14 }]);
  const exact = parseDocument('json', text, { records: 'orders', exactNumbers: true });
  expect(exact.document).toEqual([1, '12345678901234567890']);
});

test('digits in texts and names are no numbers', () => {
  const text = '{"12345678901234567890":"12345678901234567890","b\\"1e999":1}';
  expect(parseDocument('json', text)).toEqual({ document: JSON.parse(text) as unknown, warnings: [] });
});

test.each(['utf-16le', 'utf-16be'])('%s without a byte-order mark', (encoding) => {
  const bytes = Buffer.from('{"a":"é"}', 'utf16le');
  if (encoding === 'utf-16be') bytes.swap16();
  expect(parseDocument('json', bytes).document).toEqual({ a: 'é' });
  expect(parseDocument('ndjson', bytes).document).toEqual([{ a: 'é' }]);
  expect(parseDocument('csv', Buffer.from(bytes), { header: false }).document).toEqual([['{"a":"é"}']]);
});
