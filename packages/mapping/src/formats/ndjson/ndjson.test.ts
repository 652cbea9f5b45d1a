import { expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { readRecords, writeRecords } from '../record-stream.ts';

const readings: [text: string, document: unknown[]][] = [
  ['', []],
  ['{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
  ['1\r\n\r\n \t\n"two"\r\nnull', [1, 'two', null]],
  ['{"__proto__":1}\n', [Object.fromEntries([['__proto__', 1]])]],
];

test.each(readings)('%j', (text, document) => {
  expect(parseDocument('ndjson', text).document).toStrictEqual(document);
});

test.each([
  ['{"a":1}\n\n{"a":}\n', 'line 3, column 6: "}" found where a value'],
  ['1\n[2,\n3]\n', 'line 2, column 4: the document ends where a value'],
  ['1\n2 3\n', 'line 2, column 3: "3" found where nothing more'],
])('%j is refused with its place', (text, message) => {
  expect(() => parseDocument('ndjson', text)).toThrow(message);
});

test('each value is written on a line of its own', async () => {
  const records = [{ text: 'two\nlines' }, [1], 'x'];
  const text = '{"text":"two\\nlines"}\n[1]\n"x"\n';
  expect(serializeDocument('ndjson', records).content).toBe(text);
  const pieces: unknown[] = [];
  for await (const piece of writeRecords('ndjson', records)) pieces.push(piece);
  expect(pieces).toEqual([text]);
  expect(() => serializeDocument('ndjson', { a: 1 })).toThrow('a list of records');
});

test('a record is given before the next one is asked for', async () => {
  const given: unknown[] = [];
  async function* source() {
    yield new TextEncoder().encode('1\n2\n');
    expect(given).toEqual([1, 2]);
    yield new TextEncoder().encode('3\n');
    expect(given).toEqual([1, 2, 3]);
  }
  for await (const record of readRecords('ndjson', source())) given.push(record);
  expect(given).toHaveLength(3);
});

test('records before a fault are given, those behind it are not', async () => {
  const given: unknown[] = [];
  const read = async () => {
    for await (const record of readRecords('ndjson', ['1\n2\n', '{\n3\n'])) given.push(record);
  };
  await expect(read()).rejects.toThrow('line 3, column 2');
  expect(given).toEqual([1, 2]);
});
