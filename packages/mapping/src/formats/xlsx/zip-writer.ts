import { strToU8, Zip, ZipDeflate } from 'fflate';

/** The first moment that zip archives know, so that the same data gives the same bytes. */
const noTime = new Date(1980, 0, 1);

/** Writes a zip archive in pieces. */
export class ZipWriter {
  private chunks: Uint8Array[] = [];
  private readonly zip: Zip;
  private entry: ZipDeflate | undefined;
  /** Bytes given so far. */
  size = 0;

  constructor() {
    this.zip = new Zip((error, chunk) => {
      if (error !== null) throw error;
      this.chunks.push(chunk);
    });
  }

  /** Begins an entry; the one before has ended. */
  begin(name: string): void {
    this.end();
    this.entry = new ZipDeflate(name, { level: 6 });
    this.entry.mtime = noTime;
    this.zip.add(this.entry);
  }

  write(text: string): void {
    this.entry?.push(strToU8(text));
  }

  /** Ends the archive. */
  finish(): void {
    this.end();
    this.zip.end();
  }

  /** What has become ready since. */
  take(): Uint8Array {
    const chunks = this.chunks;
    this.chunks = [];
    const bytes = new Uint8Array(chunks.reduce((total, { length }) => total + length, 0));
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    this.size += bytes.length;
    return bytes;
  }

  private end(): void {
    this.entry?.push(new Uint8Array(), true);
    this.entry = undefined;
  }
}
