import { Inflate } from 'fflate';

import { checkSize } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { crc32 } from './crc32.ts';

/** Workbooks have some tens of parts. */
const maxEntries = 10_000;
/** What all parts together may inflate to, in documents of the largest size allowed. */
const inflatedDocuments = 20;
/** Sheets of few different values pack well, but no better than this. */
const maxRatio = 200;
/** Small parts may pack better. */
const freeSize = 1024 * 1024;
/** Compressed bytes taken at a time; they inflate to 1,032 times as many at most. */
const stride = 4_096;

interface Entry {
  name: string;
  method: number;
  crc: number;
  compressed: number;
  /** Size that the archive promises; more than that is refused. */
  size: number;
  headerAt: number;
}

/**
 * Reads the entries of a zip archive in pieces. Nothing that the archive says of itself is believed: sizes are
 * counted as they come, and what inflates beyond its promise, its ratio or the limits ends the reading.
 */
export class ZipReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly maxInflated: number;
  private inflated = 0;

  /** @throws DocumentError `xlsx.zip` when the bytes are no archive */
  constructor(bytes: Uint8Array, limits: DocumentLimits) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.entries = this.directory();
    this.maxInflated = limits.maxBytes * inflatedDocuments;
  }

  /** Size that an entry promises to have; undefined where there is none of the name, capital letters aside. */
  sizeOf(name: string): number | undefined {
    return this.entries.get(name.toLowerCase())?.size;
  }

  /** The content of an entry. @throws DocumentError when it is damaged, or over a limit */
  *read(name: string): Generator<Uint8Array> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw broken(`there is no part "${name}"`);
    let size = 0;
    let crc = 0;
    for (const piece of this.pieces(entry)) {
      size += piece.length;
      this.check(entry, size, piece.length);
      crc = crc32(piece, crc);
      yield piece;
    }
    if (size !== entry.size || crc !== entry.crc) throw broken(`"${entry.name}" is damaged`);
  }

  private check(entry: Entry, size: number, added: number): void {
    this.inflated += added;
    checkSize(this.inflated, { maxBytes: this.maxInflated }, 'unpacked workbook');
    if (size > entry.size) throw broken(`"${entry.name}" is larger than it says`);
    if (size > freeSize && size > entry.compressed * maxRatio) {
      const reason = `"${entry.name}" unpacks to more than ${maxRatio} times its size`;
      throw new DocumentError('document.tooLarge', reason);
    }
  }

  private *pieces(entry: Entry): Generator<Uint8Array> {
    const { view } = this;
    const at = entry.headerAt;
    if (at + 30 > view.byteLength || view.getUint32(at, true) !== 0x04034b50)
      throw broken(`"${entry.name}" is not where it should be`);
    const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const end = start + entry.compressed;
    if (end > view.byteLength) throw broken(`"${entry.name}" is cut off`);
    if (entry.method === 0) yield this.bytes.subarray(start, end);
    else yield* this.inflate(entry, start, end);
  }

  private *inflate(entry: Entry, start: number, end: number): Generator<Uint8Array> {
    let pieces: Uint8Array[] = [];
    const inflate = new Inflate((piece) => pieces.push(piece));
    for (let at = start; at < end; at += stride) {
      const next = Math.min(at + stride, end);
      try {
        inflate.push(this.bytes.subarray(at, next), next === end);
      } catch {
        throw broken(`"${entry.name}" is damaged`);
      }
      yield* pieces;
      pieces = [];
    }
  }

  /** The central directory, at the end of the archive. */
  private directory(): Map<string, Entry> {
    const { view } = this;
    const end = this.endOfDirectory();
    const count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    if (count > maxEntries) throw broken(`there are ${count} parts`);
    const entries = new Map<string, Entry>();
    for (let index = 0; index < count; index += 1) {
      if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw broken('its directory is damaged');
      const nameEnd = at + 46 + view.getUint16(at + 28, true);
      if (nameEnd > end) throw broken('its directory is damaged');
      const entry = this.entry(at, nameEnd);
      const key = entry.name.toLowerCase();
      if (entries.has(key)) throw broken(`there are two parts "${entry.name}"`);
      entries.set(key, entry);
      at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return entries;
  }

  private entry(at: number, nameEnd: number): Entry {
    const { view } = this;
    const name = new TextDecoder().decode(this.bytes.subarray(at + 46, nameEnd)).replaceAll('\\', '/');
    const method = view.getUint16(at + 10, true);
    if ((view.getUint16(at + 8, true) & 1) !== 0) throw broken(`"${name}" is encrypted`);
    if (method !== 0 && method !== 8) throw broken(`"${name}" is packed in an unknown way`);
    return {
      ...{ name, method, crc: view.getUint32(at + 16, true), compressed: view.getUint32(at + 20, true) },
      ...{ size: view.getUint32(at + 24, true), headerAt: view.getUint32(at + 42, true) },
    };
  }

  private endOfDirectory(): number {
    const { view } = this;
    const first = Math.max(0, view.byteLength - 22 - 0xffff);
    for (let at = view.byteLength - 22; at >= first; at -= 1) {
      if (view.getUint32(at, true) === 0x06054b50) return at;
    }
    // Workbooks with a password, and those of Excel 97, are files of another kind.
    const isCompound = view.byteLength >= 8 && view.getUint32(0) === 0xd0cf11e0;
    throw broken(isCompound ? 'it has a password, or is of Excel 97 (.xls)' : 'it is none, or cut off');
  }
}

function broken(reason: string): DocumentError {
  return new DocumentError('xlsx.zip', `the workbook can't be opened: ${reason}`);
}
