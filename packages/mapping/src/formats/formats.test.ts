import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { detectFormat } from './detect.ts';
import { parseDocument, serializeDocument } from './documents.ts';
import { DocumentError } from './position.ts';
import { documentFormats, formatOptionSchemas, serializeOptionSchemas } from './registry.ts';
import { sampleDocuments } from './samples.ts';

/** What every format keeps to, whatever it is. */
describe.each(documentFormats)('the format %s', (format) => {
  const samples = sampleDocuments.filter((sample) => sample.format === format);

  test('has a sample that parses without warnings, from text and from bytes', () => {
    expect(samples).not.toHaveLength(0);
    for (const { content } of samples) {
      const fromText = parseDocument(format, content);
      expect(fromText.warnings).toEqual([]);
      expect(parseDocument(format, new TextEncoder().encode(content))).toEqual(fromText);
      expect(parseDocument(format, `\ufeff${content}`)).toEqual(fromText);
    }
  });

  test('writes its sample so that it reads back the same', () => {
    for (const { content } of samples) {
      const { document } = parseDocument(format, content);
      const written = serializeDocument(format, document);
      expect(written.encoding).toBe('utf8');
      expect(parseDocument(format, written.content)).toEqual({ document, warnings: [] });
    }
  });

  test('is recognised by its content type and by its content', () => {
    for (const { content, contentType } of samples) {
      expect(detectFormat(`${contentType.toUpperCase()}; charset=utf-8`, '')).toBe(format);
      expect(detectFormat('application/octet-stream', `\ufeff\n${content}`)).toBe(format);
      expect(detectFormat(undefined, content)).toBe(format);
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
    const bytes = new TextEncoder().encode(samples[0]?.content ?? '');
    fc.assert(
      fc.property(damage(bytes.length), (edits) => {
        const { document } = attempt(() => parseDocument(format, applyDamage(bytes, edits)));
        if (document !== undefined) attempt(() => serializeDocument(format, document));
      }),
      { numRuns: 400 },
    );
  });

  test('takes any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        attempt(() => parseDocument(format, bytes));
      }),
      { numRuns: 300 },
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
  [undefined, '<order a="1,2">\n<line b="1,2">\n', undefined],
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

type Edit = { at: number; kind: 'replace' | 'insert' | 'delete' | 'cut'; byte: number };

function damage(length: number): fc.Arbitrary<Edit[]> {
  const edit = fc.record({
    at: fc.nat(length - 1),
    kind: fc.constantFrom('replace' as const, 'insert' as const, 'delete' as const, 'cut' as const),
    byte: fc.oneof(fc.nat(255), fc.constantFrom(...codesOf('*~>|\n\r",;{}[]\\'))),
  });
  return fc.array(edit, { minLength: 1, maxLength: 4 });
}

function codesOf(text: string): number[] {
  return text.split('').map((char) => char.charCodeAt(0));
}

function applyDamage(bytes: Uint8Array, edits: Edit[]): Uint8Array {
  const result = [...bytes];
  for (const { at, kind, byte } of edits) {
    if (kind === 'replace') result[at] = byte;
    else if (kind === 'insert') result.splice(at, 0, byte);
    else if (kind === 'delete') result.splice(at, 1);
    else result.length = Math.min(result.length, at);
  }
  return Uint8Array.from(result.map((value) => value ?? 0));
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
