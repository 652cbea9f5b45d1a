import type { Definition } from '../builtin.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const VALUES: ReadonlyMap<string, number> = new Map([
  ...Array.from(ALPHABET, (sign, value): [string, number] => [sign, value]),
  // The variant for web addresses is read as well.
  ['-', 62],
  ['_', 63],
]);

/** Encodes the low byte of each UTF-16 unit, as the reference does. */
function encode(text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index += 3) {
    const left = text.length - index;
    const bytes = [0, 1, 2].map((offset) => text.charCodeAt(index + offset) & 255);
    const word = ((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0);
    const signs = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((word >> shift) & 63));
    result += signs.slice(0, Math.min(left, 3) + 1).join('') + '='.repeat(Math.max(0, 3 - left));
  }
  return result;
}

/** Decodes to one character a byte; what is no base64 sign is skipped, `=` ends it. */
function decode(text: string): string {
  let result = '';
  let word = 0;
  let bits = 0;
  for (const sign of text) {
    if (sign === '=') break;
    const value = VALUES.get(sign);
    if (value === undefined) continue;
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    result += String.fromCharCode((word >> bits) & 255);
  }
  return result;
}

export const BASE64_FUNCTIONS: readonly Definition[] = [
  {
    name: 'base64encode',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'Encodes a text of single-byte characters as base64.',
    example: '$base64encode("user:secret") gives "dXNlcjpzZWNyZXQ="',
    implement: (frame, text: string) => {
      frame.run.tick(text.length >> 2);
      frame.run.charge(text.length * 2);
      return encode(text);
    },
  },
  {
    name: 'base64decode',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'Decodes base64 to a text of single-byte characters.',
    example: '$base64decode("dXNlcjpzZWNyZXQ=") gives "user:secret"',
    implement: (frame, text: string) => {
      frame.run.tick(text.length >> 2);
      frame.run.charge(text.length);
      return decode(text);
    },
  },
];
