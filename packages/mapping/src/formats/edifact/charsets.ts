import type { Chunk, Encoding } from '../decoding.ts';
import { encodeText } from '../encoding.ts';

/**
 * Character sets by the syntax identifier of UNB (data element 0001). A and B are ASCII; senders put what they
 * have, so that is found out by the bytes.
 */
const encodingOf: Readonly<Record<string, Encoding>> = {
  UNOC: 'iso-8859-1',
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'iso-8859-9',
  UNOW: 'utf-8',
  UNOY: 'utf-8',
};

/** The encoding that an interchange declares in its first characters; undefined for ASCII and where none is. */
export function declaredEncoding(beginning: string): Encoding | undefined {
  const syntax = /UNB[^A-Za-z0-9](UNO[A-Z])/.exec(beginning)?.[1];
  return syntax === undefined ? undefined : encodingOf[syntax];
}

/** The first character that the character set of a syntax identifier doesn't have. */
export function unwritable(text: string, syntax: string): { character: string; index: number } | undefined {
  const encoding = encodingOf[syntax];
  if (encoding === 'utf-8' || !/[^\u0000-\u007f]/.test(text)) return undefined;
  const table = encoding === undefined ? asciiTable : tableOf(encoding);
  for (const { 0: character, index } of text.matchAll(/[^\u0000-\u007f]/gu)) {
    if (!table.has(character)) return { character, index };
  }
  return undefined;
}

/**
 * Text in the character set of its syntax identifier: as it is where that is UTF-8 or all of it is ASCII.
 * @param replacement Written for characters that the set doesn't have
 */
export function encodeInterchange(text: string, syntax: string, replacement: string): Chunk {
  const encoding = encodingOf[syntax];
  if (encoding === 'utf-8' || !/[^\u0000-\u007f]/.test(text)) return text;
  const table = encoding === undefined ? asciiTable : tableOf(encoding);
  const checked = text.replace(/[^\u0000-\u007f]/gu, (character) =>
    table.has(character) ? character : replacement,
  );
  if (encoding === undefined) return checked;
  if (encoding === 'iso-8859-1') return encodeText(checked, 'iso-8859-1');
  return Uint8Array.from(checked, (character) => table.get(character) ?? character.charCodeAt(0));
}

const asciiTable: ReadonlyMap<string, number> = new Map();
const tables = new Map<Encoding, ReadonlyMap<string, number>>();

/** Bytes by character of a set with one byte a character. */
function tableOf(encoding: Encoding): ReadonlyMap<string, number> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number>();
  for (let byte = 0xa0; byte <= 0xff; byte += 1) {
    const character = decoder.decode(Uint8Array.of(byte));
    if (character !== '\ufffd') table.set(character, byte);
  }
  tables.set(encoding, table);
  return table;
}
