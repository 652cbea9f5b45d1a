import fc from 'fast-check';
import { expect, test } from 'vitest';

import { TextDecoding } from './decoding.ts';
import type { Encoding } from './decoding.ts';
import { encodeText } from './encoding.ts';
import { Report } from './report.ts';
import { validLength } from './utf8.ts';

const numRuns = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 500);

/** Bytes of text in several character sets, and what is no text. */
const bytes = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 3 }).map((part) => Buffer.from(part)),
      fc.constantFrom(Buffer.from('€ é 😀'), Buffer.from([0xe2, 0x82]), Buffer.from([0xef, 0xbb, 0xbf])),
    ),
    { maxLength: 8 },
  )
  .map((parts) => Buffer.concat(parts));

test('wherever bytes are cut, their text is the same', () => {
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 9 }), (content, size) => {
      expect(attempt(content, size)).toBe(attempt(content, content.length + 1));
    }),
    { numRuns },
  );
});

test('UTF-8 is what the platform takes for it', () => {
  fc.assert(
    fc.property(bytes, (content) => {
      const valid = validLength(content);
      const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      expect(whole.decode(content.subarray(0, valid))).toBe(content.subarray(0, valid).toString());
      for (const longer of [1, 2, 3, 4].filter((more) => valid + more <= content.length)) {
        expect(() => whole.decode(content.subarray(0, valid + longer))).toThrow(TypeError);
      }
    }),
    { numRuns },
  );
});

test.each<Encoding>(['utf-16le', 'utf-8', 'windows-1252'])('%s, written and read', (encoding) => {
  const unit = encoding === 'windows-1252' ? fc.constantFrom('a', 'é', '€', '„', 'ÿ', '\n') : 'grapheme';
  fc.assert(
    fc.property(fc.string({ unit }), fc.integer({ min: 1, max: 5 }), (text, size) => {
      const written = encodeText(text, encoding as 'utf-8');
      const content = typeof written === 'string' ? Buffer.from(written) : written;
      expect(decode(content, encoding, size)).toBe(text.startsWith('\ufeff') ? text.slice(1) : text);
    }),
    { numRuns },
  );
});

test('a byte-order mark counts for more than what was asked for', () => {
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('é')]);
  expect(decode(marked, 'windows-1252', 1)).toBe('é');
});

/** Bytes that begin with the mark of UTF-16 may be no text at all. */
function attempt(content: Uint8Array, size: number): string | undefined {
  try {
    return decode(content, 'auto', size);
  } catch (error) {
    expect(error).toMatchObject({ code: 'document.encoding' });
    return undefined;
  }
}

function decode(content: Uint8Array, encoding: Encoding, size: number): string {
  const decoding = new TextDecoding(encoding, new Report());
  let text = '';
  for (let at = 0; at < content.length; at += size) text += decoding.push(content.subarray(at, at + size));
  return text + decoding.finish();
}
