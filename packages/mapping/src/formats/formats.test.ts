import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { detectFormat } from './detect.ts';
import { parseDocument, serializeDocument } from './documents.ts';
import type { EdifactDocument } from './edifact/model.ts';
import { splitEdifact } from './edifact/batches.ts';
import { DocumentError } from './position.ts';
import { readRecords, writeRecords } from './record-stream.ts';
import { documentFormats, formatOptionSchemas, serializeOptionSchemas } from './registry.ts';
import type { DocumentFormat } from './registry.ts';
import { sampleDocuments } from './samples.ts';
import type { SampleDocument } from './samples.ts';
import { applyDamage, damage } from './damage.fixture.ts';
import { splitX12 } from './x12/batches.ts';
import type { X12Document } from './x12/model.ts';

const runs = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 300);

/** What of a whole document its stream of records gives, and the options for reading and writing it so. */
interface RecordView {
  options?: Record<string, unknown>;
  writeOptions?: Record<string, unknown>;
  of: (document: unknown) => unknown;
  /** False where the format writes such documents as a whole only. */
  isWritten?: false;
  /** Whether records come only once the document has ended. */
  isWhole?: true;
}

const everything: RecordView = { of: (document) => document };

const lines = (document: unknown) => (document as { lines: unknown }).lines;

/** A profile of XML gives one of its lists. */
const listOfProfile: RecordView = { options: { records: 'lines' }, isWritten: false, of: lines };

const recordViews: Record<DocumentFormat, RecordView> = {
  ndjson: everything,
  csv: everything,
  fixed: everything,
  xlsx: { ...everything, isWhole: true },
  x12: { of: (document) => splitX12(document as X12Document) },
  edifact: { of: (document) => splitEdifact(document as EdifactDocument) },
  xml: {
    options: { records: 'TransferOrders/TransferOrder' },
    of: (document) =>
      (document as { TransferOrders: { TransferOrder: unknown } }).TransferOrders.TransferOrder,
  },
  json: {
    options: { records: 'lines' },
    writeOptions: {},
    of: lines,
  },
};

/** What every format keeps to, whatever it is. */
describe.each(documentFormats)('the format %s', (format) => {
  const samples = sampleDocuments.filter((sample) => sample.format === format);

  test('has a sample that parses without warnings, from text and from bytes', () => {
    expect(samples).not.toHaveLength(0);
    for (const sample of samples) {
      const fromText = parseDocument(format, sample.content, sample.options);
      expect(fromText.warnings).toEqual([]);
      expect(parseDocument(format, bytesOf(sample), sample.options)).toEqual(fromText);
      if (sample.encoding !== undefined) continue;
      expect(parseDocument(format, `\ufeff${sample.content}`, sample.options)).toEqual(fromText);
    }
  });

  test('writes its sample so that it reads back the same', () => {
    for (const { content, encoding = 'utf8', options } of samples) {
      const { document } = parseDocument(format, content, options);
      const written = serializeDocument(format, document, options);
      expect(written.encoding).toBe(encoding);
      expect(parseDocument(format, written.content, options)).toEqual({ document, warnings: [] });
    }
  });

  test('is recognised by its content type and by its content', () => {
    for (const sample of samples) {
      expect(detectFormat(`${sample.contentType.toUpperCase()}; charset=utf-8`, '')).toBe(format);
      expect(detectFormat('application/octet-stream', bytesOf(sample))).toBe(format);
      if (sample.encoding !== undefined) continue;
      expect(detectFormat('application/octet-stream', `\ufeff\n${sample.content}`)).toBe(format);
      expect(detectFormat(undefined, sample.content)).toBe(format);
    }
  });

  test('describes each option for a form', () => {
    for (const schema of [formatOptionSchemas[format], serializeOptionSchemas[format]]) {
      expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
      const { properties } = schema as { properties: Record<string, unknown> };
      for (const property of Object.values(properties)) {
        expect(property).toMatchObject({ title: expect.any(String), description: expect.any(String) });
      }
    }
  });

  test('refuses unknown options by name', () => {
    const wrong = { colour: 'blue' };
    expect(() => parseDocument(format, samples[0]?.content ?? '', wrong)).toThrow(
      'option colour: is not a known field',
    );
    expect(() => serializeDocument(format, [], wrong)).toThrow('option colour: is not a known field');
  });

  test('keeps to the limits of its caller', () => {
    const content = samples[0]?.content ?? '';
    expect(codeOf(() => parseDocument(format, content, { limits: { maxBytes: 10 } }))).toBe(
      'document.tooLarge',
    );
    expect(codeOf(() => parseDocument(format, content, { limits: { maxItems: 3 } }))).toBe(
      'document.tooMany',
    );
    const { document } = parseDocument(format, content);
    expect(codeOf(() => serializeDocument(format, document, { limits: { maxItems: 3 } }))).toBe(
      'document.tooMany',
    );
    expect(codeOf(() => serializeDocument(format, document, { limits: { maxBytes: 10 } }))).toBe(
      'document.tooLarge',
    );
  });

  test('reads damaged documents, or says where they are damaged', () => {
    for (const sample of samples) {
      const bytes = bytesOf(sample);
      const damaged = damage(bytes.length);
      fc.assert(
        fc.property(damaged, (edits) => {
          const content = applyDamage(bytes, edits);
          const { document } = attempt(() => parseDocument(format, content, sample.options));
          if (document !== undefined) attempt(() => serializeDocument(format, document, sample.options));
        }),
        { numRuns: Math.ceil(runs / samples.length) },
      );
    }
  });

  test('takes any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        attempt(() => parseDocument(format, bytes));
      }),
      { numRuns: runs },
    );
  });
});

describe.each(documentFormats)('records of the format %s', (format) => {
  const samples = sampleDocuments.filter((sample) => sample.format === format);
  const view = recordViews[format];
  const viewOf = (sample: SampleDocument) =>
    sample.options?.['profile'] === undefined ? view : listOfProfile;
  const optionsOf = (sample: SampleDocument) => ({ ...sample.options, ...viewOf(sample).options });
  const bytes = bytesOf(samples[0] ?? ({ content: '' } as SampleDocument));
  const options = samples[0] === undefined ? {} : optionsOf(samples[0]);

  test('are those of the whole document, wherever it is cut', async () => {
    for (const sample of samples) {
      const whole = parseDocument(format, sample.content, sample.options).document;
      const expected = viewOf(sample).of(whole);
      expect(expected).not.toHaveLength(0);
      const content = bytesOf(sample);
      for (const size of [1, 7, 500, 100_000]) {
        expect(await collect(format, cut(content, size), optionsOf(sample))).toEqual(expected);
        if (sample.encoding === undefined)
          expect(await collect(format, cut(sample.content, size), optionsOf(sample))).toEqual(expected);
      }
    }
  });

  test('read back as they were written', async () => {
    for (const sample of samples) {
      if (viewOf(sample).isWritten === false) continue;
      const records = await collect(format, [bytesOf(sample)], optionsOf(sample));
      const pieces = await toList(
        writeRecords(format, records, { ...sample.options, ...(view.writeOptions ?? view.options) }),
      );
      const options = { ...sample.options, ...(view.writeOptions ? {} : view.options) };
      expect(await collect(format, pieces, options)).toEqual(records);
    }
  });

  test('keep to the limits of their caller', async () => {
    const read = (limits: Record<string, number>) => collect(format, [bytes], { ...options, limits });
    const count = (await read({})).length;
    await expect(read({ maxRecords: count - 1 })).rejects.toMatchObject({ code: 'document.tooMany' });
    await expect(read({ maxRecords: count })).resolves.toHaveLength(count);
    await expect(read({ maxBytes: 10 })).rejects.toMatchObject({ code: 'document.tooLarge' });
    await expect(read({ maxItems: 1 })).rejects.toMatchObject({ code: 'document.tooMany' });
    await expect(read({ maxTotalBytes: bytes.length - 1 })).rejects.toMatchObject({
      code: 'document.tooLarge',
    });
  });

  test('refuse unknown options at once', () => {
    expect(() => readRecords(format, [], { colour: 'blue' })).toThrow('option colour: is not a known field');
  });

  test('stop reading the source when their reader leaves', async () => {
    let closed = false;
    async function* source() {
      try {
        for (;;) yield* cut(bytes, 50);
      } finally {
        closed = true;
      }
    }
    const stream = readRecords(format, source(), { ...options, limits: { maxBytes: 1_000_000 } });
    if (view.isWhole) await expect(toList(stream)).rejects.toMatchObject({ code: 'document.tooLarge' });
    for await (const record of view.isWhole ? [] : stream) {
      expect(record).toBeDefined();
      break;
    }
    expect(closed).toBe(true);
  });

  test('of damaged documents are read, or the damage is told', async () => {
    await fc.assert(
      fc.asyncProperty(damage(bytes.length), fc.integer({ min: 1, max: 200 }), async (edits, size) => {
        const content = applyDamage(bytes, edits);
        const inPieces = await outcome(format, cut(content, size), options);
        expect(inPieces).toEqual(await outcome(format, [content], options));
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  });
});

test('a format nobody knows is refused, also one named like a method of objects', () => {
  for (const name of ['xyz', 'toString', '__proto__']) {
    expect(codeOf(() => parseDocument(name as 'json', ''))).toBe('format.unknown');
  }
});

test.each([
  ['application/vnd.shop.order+json', '', 'json'],
  ['text/tab-separated-values', '', 'csv'],
  ['text/plain', 'a\tb\n1\t2\n', 'csv'],
  ['text/plain', 'Dear all, please find\nthe order, attached, to this\n', undefined],
  ['text/plain', '', undefined],
  [undefined, '<order a="1,2">\n<line b="1,2">\n', 'xml'],
  [undefined, '<!DOCTYPE html>\n<html a="1,2">\n', undefined],
  ['application/vnd.shop.order+xml', '', 'xml'],
  [undefined, 'ISABELLA,1\nBRUNO,2\n', 'csv'],
])('%s %j is %s', (contentType, content, expected) => {
  expect(detectFormat(contentType, content)).toBe(expected);
});

test('text in other encodings', () => {
  const latin1 = Uint8Array.from(codesOf('name,city\nJosé,Málaga\n'));
  const { document, warnings } = parseDocument('csv', latin1);
  expect(document).toEqual([{ name: 'José', city: 'Málaga' }]);
  expect(warnings).toMatchObject([{ code: 'document.encoding' }]);
  expect(parseDocument('csv', latin1, { encoding: 'iso-8859-1' }).warnings).toEqual([]);
  expect(codeOf(() => parseDocument('json', Uint8Array.from([0x22, 0xff, 0x22])))).toBe('document.encoding');

  const utf16 = new Uint8Array(new Uint16Array([0xfeff, ...codesOf('[1]')]).buffer);
  expect(parseDocument('json', utf16).document).toEqual([1]);
});

function bytesOf({ content, encoding }: SampleDocument): Uint8Array {
  return encoding === 'base64' ? Buffer.from(content, 'base64') : new TextEncoder().encode(content);
}

/** The result, or nothing after a DocumentError; any other error fails the test. */
function attempt<T>(action: () => T): Partial<T> {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    expect(error.message).not.toBe('');
    return {};
  }
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof DocumentError ? error.code : String(error);
  }
}

async function toList<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function collect(
  format: DocumentFormat,
  chunks: Iterable<string | Uint8Array>,
  options: Record<string, unknown>,
): Promise<unknown[]> {
  return toList(readRecords(format, chunks, options));
}

/** The records and what was odd about them, or that they can't be read. */
async function outcome(
  format: DocumentFormat,
  chunks: Iterable<string | Uint8Array>,
  options: Record<string, unknown>,
): Promise<unknown> {
  const stream = readRecords(format, chunks, options);
  try {
    const records = await toList(stream);
    // What is told of the encoding comes before the rest where the document comes in one piece.
    return { records, warnings: stream.warnings.toSorted((a, b) => (a.message < b.message ? -1 : 1)) };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    expect(error.message).not.toBe('');
    // Of several faults, the one in the first piece read is told.
    return 'refused';
  }
}

function* cut<T extends string | Uint8Array>(content: T, size: number): Generator<string | Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.slice(at, at + size);
}

function codesOf(text: string): number[] {
  return text.split('').map((char) => char.charCodeAt(0));
}
