import type { Chunk } from './decoding.ts';
import { DocumentError } from './position.ts';
import { windows1252Byte } from './windows-1252.ts';

/** Character sets that documents can be written in. */
export const writtenEncodings = ['utf-8', 'utf-16le', 'windows-1252', 'iso-8859-1'] as const;
export type WrittenEncoding = (typeof writtenEncodings)[number];

/**
 * Text in an encoding: as it is for UTF-8, since text is UTF-8 everywhere, else as bytes.
 * @throws DocumentError `document.encoding` for a character that the encoding doesn't have
 */
export function encodeText(text: string, encoding: WrittenEncoding = 'utf-8'): Chunk {
  switch (encoding) {
    case 'utf-8':
      return text;
    case 'utf-16le':
      return utf16(text);
    case 'iso-8859-1':
      return singleBytes(text, encoding, (code) => (code < 0x100 ? code : -1));
    case 'windows-1252':
      return singleBytes(text, encoding, windows1252Byte);
  }
}

/** Whether texts in the encoding may begin with a byte-order mark. */
export function hasByteOrderMark(encoding: WrittenEncoding = 'utf-8'): boolean {
  return encoding.startsWith('utf-');
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    bytes[2 * index] = code & 0xff;
    bytes[2 * index + 1] = code >> 8;
  }
  return bytes;
}

function singleBytes(text: string, encoding: string, byteOf: (code: number) => number): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const byte = byteOf(text.charCodeAt(index));
    if (byte === -1) {
      const char = String.fromCodePoint(text.codePointAt(index) ?? 0);
      throw new DocumentError('document.encoding', `${encoding.toUpperCase()} has no character "${char}"`);
    }
    bytes[index] = byte;
  }
  return bytes;
}
