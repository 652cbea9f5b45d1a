/**
 * The characters of the bytes 80 to 9F. The platform's own decoder is not used: that of Node 20 gives control
 * characters for these bytes.
 */
const special = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const codes = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte < 0xa0 ? special.charCodeAt(byte - 0x80) : byte,
);

/** Arguments that a call takes at once, far under every engine's bound. */
const stride = 8_192;

/** Text of any bytes: each of them is a character. */
export function decodeWindows1252(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += stride) {
    const part = Uint16Array.from(bytes.subarray(at, at + stride), (byte) => codes[byte] ?? byte);
    text += String.fromCharCode(...part);
  }
  return text;
}

/** The byte of a UTF-16 code unit, or -1 for a character that the set doesn't have. */
export function windows1252Byte(code: number): number {
  if (code < 0x80 || (code >= 0xa0 && code < 0x100)) return code;
  const place = special.indexOf(String.fromCharCode(code));
  return place === -1 ? -1 : 0x80 + place;
}
