import { DocumentError } from './position.ts';

/** Arguments that a call takes at once, far under every engine's bound. */
const stride = 8_192;

/**
 * Bytes from base64, also from the variant for web addresses; blanks and line breaks mean nothing.
 * @throws DocumentError `document.encoding`
 */
export function bytesOfBase64(text: string): Uint8Array {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    throw new DocumentError('document.encoding', 'a binary document comes as bytes or as base64');
  }
}

/** Base64 of bytes, so that they can travel in JSON. */
export function base64OfBytes(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += stride) {
    binary += String.fromCharCode(...bytes.subarray(at, at + stride));
  }
  return btoa(binary);
}
