import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';
import { readRecords } from '../record-stream.ts';

const cases: [text: string, path: string | undefined, records: unknown[]][] = [
  ['[]', undefined, []],
  [' [1, "a,]", {"b":[2]} , null]\n', undefined, [1, 'a,]', { b: [2] }, null]],
  ['{"a":1}', undefined, [{ a: 1 }]],
  ['12', undefined, [12]],
  ['[[1,2],[3]]', undefined, [[1, 2], [3]]],
  ['{"x":{"orders":[9]},"orders":[{"n":1},{"n":2}],"z":[["orders"]]}', 'orders', [{ n: 1 }, { n: 2 }]],
  ['{"r":[{"o":[1]},{"p":0,"o":[2,3]},4]}', 'r.o', [1, 2, 3]],
  ['{"r":{"o":{"n":1}}}', 'r.o', [{ n: 1 }]],
  ['{"r\\u0072":"\\"}", "rr":["\\\\"]}', 'rr', ['"}', '\\']],
  ['{"__proto__":["x"]}', '__proto__', ['x']],
];

test.each(cases)('%s at %s', async (text, path, expected) => {
  const options = path === undefined ? {} : { records: path };
  for (const size of [1, 2, 3, 1000]) expect(await read(cut(text, size), options)).toEqual(expected);
  if (path !== undefined) expect(parseDocument('json', text, options).document).toEqual(expected);
});

const faults: [text: string, path: string | undefined, message: string][] = [
  ['', undefined, 'the document is empty'],
  ['[1,2', undefined, 'truncated'],
  ['[1,{"a":"x', undefined, 'within a value (truncated?)'],
  ['[1] x', undefined, 'line 1, column 5: "x" found where nothing more'],
  ['[1,]', undefined, 'line 1, column 4: "]" found where a value is expected'],
  ['[1\n,tru,2]', undefined, 'line 2, column 2: "t" found where a value'],
  ['[1,\n {"a":1,}]', undefined, 'line 2, column 9: "}" found where a field name'],
  ['{"a" [1]}', 'a', '":" is expected after the field name'],
  ['{"b":nul,"a":[1]}', 'a', 'line 1, column 6: "n" found where a value'],
  ['{"a":[1}', 'a', 'column 8: "}" found where "," or the closing bracket'],
];

test.each(faults)('%j is refused', async (text, path, message) => {
  const options = path === undefined ? {} : { records: path };
  for (const size of [1, 3, 1000]) {
    await expect(read(cut(text, size), options)).rejects.toThrow(message);
    await expect(read(cut(text, size), options)).rejects.toThrow(DocumentError);
  }
});

test('nothing at the path is told, or refused when strict', async () => {
  const stream = readRecords('json', ['{"order":[]}'], { records: 'orders' });
  for await (const record of stream) expect.fail(`there is ${String(record)}`);
  expect(stream.warnings).toMatchObject([
    { code: 'json.noRecords', message: 'there is nothing at "orders"' },
  ]);
  expect(() => parseDocument('json', '{}', { records: 'orders', strict: true })).toThrow(
    'nothing at "orders"',
  );
});

test('any list comes in elements, cut anywhere, blanks anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue()),
      fc.nat(3),
      fc.integer({ min: 1, max: 9 }),
      async (list, indent, size) => {
        const text = JSON.stringify({ skipped: list, 'the list': list, more: list }, null, indent);
        const expected = JSON.parse(JSON.stringify(list)) as unknown;
        expect(await read(cut(text, size), { records: 'the list' })).toEqual(expected);
      },
    ),
    { numRuns: Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 200) },
  );
});

describe('documents made to be awkward', () => {
  test.each([
    ['a text without end, in small pieces', '["', 'x', 200_000, 'document.tooLarge'],
    ['backslashes', '["', '\\', 90_000, 'json.syntax'],
    ['brackets without end', '', '[', 200_000, 'document.tooLarge'],
    ['objects in objects', '', '{"b":', 10_000, 'json.syntax'],
    ['blanks', '', ' ', 200_000, 'json.syntax'],
  ])('%s', async (_name, start, piece, count, code) => {
    function* pieces() {
      yield start;
      for (let index = 0; index < count; index += 1) yield piece;
    }
    const limits = { maxBytes: 100_000 };
    await expect(read(pieces(), { limits })).rejects.toMatchObject({ code });
  });
});

async function read(chunks: Iterable<string>, options: Record<string, unknown>): Promise<unknown[]> {
  const records: unknown[] = [];
  for await (const batch of readRecords('json', chunks, options).batches()) records.push(...batch);
  return records;
}

function* cut(text: string, size: number): Generator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
