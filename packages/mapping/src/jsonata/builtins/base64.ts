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
  return btoa(text.replace(/[\u0100-\uffff]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) & 255)));
}

/** Decodes to one character a byte; what is no base64 sign is skipped, `=` ends it. */
function decode(text: string): string {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let size = 0;
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
    bytes[size] = word >> bits;
    size += 1;
  }
  return textOf(bytes.subarray(0, size));
}

/** Arguments that a call takes at once, far under every engine's bound. */
const STRIDE = 8_192;

/** A text of one character a byte; put together in pieces, as one by one takes many times its memory. */
function textOf(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += STRIDE)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + STRIDE)));
  return pieces.join('');
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
