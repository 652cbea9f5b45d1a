import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';

/** Characters whose hash costs about as much as one step. */
const CHARACTERS_PER_STEP = 16;

/** Namespace of names that belong to no other one: the one that RFC 9562 sets aside for web addresses. */
const DEFAULT_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function bytesOf(frame: Frame, text: string): Uint8Array {
  frame.run.tick(Math.ceil(text.length / CHARACTERS_PER_STEP));
  frame.run.charge(text.length);
  return utf8ToBytes(text);
}

/** Name-based UUID of version 5 (RFC 9562, 5.5). */
function uuid5(frame: Frame, name: string, namespace = DEFAULT_NAMESPACE): string {
  if (!UUID.test(namespace)) throw new ExpressionError('D3202', { value: namespace, index: 2 });
  const hash = sha1(concatBytes(hexToBytes(namespace.replaceAll('-', '')), bytesOf(frame, name)));
  const bytes = hash.slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const IDENTIFIER_HELPERS: readonly Definition[] = [
  {
    name: 'sha256',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'SHA-256 fingerprint of a text (as UTF-8) in hexadecimal digits.',
    example: '$sha256("abc") gives "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"',
    implement: (frame, text: string) => bytesToHex(sha256(bytesOf(frame, text))),
  },
  {
    name: 'uuid5',
    signature: '<s-s?:s>',
    parameters: ['name', 'namespace'],
    help: 'An identifier (UUID version 5) that is always the same for the same name and namespace. The namespace is a UUID.',
    example: '$uuid5("PO-778") gives the same UUID in every run',
    implement: uuid5,
  },
];
