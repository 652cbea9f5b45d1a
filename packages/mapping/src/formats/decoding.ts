import { DocumentError } from './position.ts';
import type { Report } from './report.ts';
import { incompleteTail, validLength } from './utf8.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/** A piece of a document as it comes in or goes out. */
export type Chunk = string | Uint8Array;

/** Character sets that can be asked for; `auto` takes UTF-8 and goes over to Windows-1252 where that ends. */
export const encodings = [
  'auto',
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-3',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-9',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'gb18030',
  'shift_jis',
  'big5',
  'euc-kr',
] as const;
export type Encoding = (typeof encodings)[number];

/** Bytes that hold any byte-order mark, and those that hold the encoding that a document may declare. */
const markLength = 3;
const declarationLength = 256;

/**
 * UTF-16 without a byte-order mark, which no text in another encoding looks like: one of its first two bytes is zero.
 * @param beginning The first bytes, one character each
 */
export function utf16ByZeros(beginning: string): Encoding | undefined {
  if (/^[^\0]\0/.test(beginning)) return 'utf-16le';
  return /^\0[^\0]/.test(beginning) ? 'utf-16be' : undefined;
}

interface ByteDecoder {
  push(bytes: Uint8Array): string;
  finish(): string;
}

/**
 * Turns the pieces of a document into text without its byte-order mark, cut anywhere, also within a character.
 * A byte-order mark counts for more than what was asked for: its sender's program wrote it.
 */
export class TextDecoding {
  private readonly encoding: Encoding;
  private readonly report: Report;
  private readonly declared: ((beginning: string) => Encoding | undefined) | undefined;
  private decoder: ByteDecoder | undefined;
  private beginning: Uint8Array = new Uint8Array();
  private started = false;

  /** @param declared Finds the encoding that a document names itself; asked where no byte-order mark is found */
  constructor(encoding: Encoding, report: Report, declared?: (beginning: string) => Encoding | undefined) {
    this.encoding = encoding;
    this.report = report;
    this.declared = declared;
  }

  /** @throws DocumentError `document.encoding` */
  push(chunk: Chunk): string {
    if (typeof chunk === 'string') return this.withoutMark(chunk);
    if (this.decoder !== undefined) return this.decoder.push(chunk);
    this.beginning = joined(this.beginning, chunk);
    // Zeros show within the first bytes: a stream must not wait for more.
    const isDeclared = this.declared !== undefined && this.declared !== utf16ByZeros;
    return this.beginning.length < (isDeclared ? declarationLength : markLength) ? '' : this.start();
  }

  /** @throws DocumentError `document.encoding` when the document ends within a character */
  finish(): string {
    const text = this.decoder === undefined && this.beginning.length > 0 ? this.start() : '';
    return text + (this.decoder?.finish() ?? '');
  }

  private start(): string {
    const bytes = this.beginning;
    this.beginning = new Uint8Array();
    const { encoding, length } = markOf(bytes, this.encoding);
    this.decoder = this.decoderOf(encoding ?? this.declared?.(latin(bytes)) ?? this.guessed(bytes));
    return this.decoder.push(bytes.subarray(length));
  }

  private guessed(bytes: Uint8Array): Encoding {
    return (this.encoding === 'auto' ? utf16ByZeros(latin(bytes)) : undefined) ?? this.encoding;
  }

  private decoderOf(encoding: Encoding): ByteDecoder {
    switch (encoding) {
      case 'auto':
        return new Utf8OrWindows(this.report);
      case 'iso-8859-1':
      case 'windows-1252':
        return windowsDecoder;
      default:
        return strictDecoder(encoding);
    }
  }

  private withoutMark(text: string): string {
    if (this.started || text === '') return text;
    this.started = true;
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
}

/** UTF-8 up to the first byte that can't be, Windows-1252 from there on, wherever the document is cut. */
class Utf8OrWindows implements ByteDecoder {
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private readonly report: Report;
  private pending: Uint8Array = new Uint8Array();
  private before = 0;
  private left = false;

  constructor(report: Report) {
    this.report = report;
  }

  push(bytes: Uint8Array): string {
    if (this.left) return decodeWindows1252(bytes);
    const all = joined(this.pending, bytes);
    const end = all.length - incompleteTail(all);
    try {
      const text = this.utf8.decode(all.subarray(0, end));
      this.pending = all.slice(end);
      this.before += end;
      return text;
    } catch {
      return this.leave(all);
    }
  }

  finish(): string {
    return this.left || this.pending.length === 0 ? '' : this.leave(this.pending);
  }

  private leave(bytes: Uint8Array): string {
    const valid = validLength(bytes);
    this.left = true;
    const from = this.before + valid === 0 ? '' : ` from byte ${this.before + valid + 1} on`;
    this.report.notice('document.encoding', `not UTF-8, read as Windows-1252${from}`);
    return this.utf8.decode(bytes.subarray(0, valid)) + decodeWindows1252(bytes.subarray(valid));
  }
}

/** Documents that say ISO-8859-1 mean Windows-1252: the control characters that it lacks occur in none. */
const windowsDecoder: ByteDecoder = { push: decodeWindows1252, finish: () => '' };

function strictDecoder(encoding: Encoding): ByteDecoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const decode = (bytes: Uint8Array | undefined): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      const name = encoding.toUpperCase();
      throw new DocumentError('document.encoding', `the document is not valid ${name} text`);
    }
  };
  return { push: decode, finish: () => decode(undefined) };
}

function markOf(bytes: Uint8Array, asked: Encoding): { encoding?: Encoding; length: number } {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', length: 2 };
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return { encoding: asked === 'auto' ? 'auto' : 'utf-8', length: 3 };
  }
  return { length: 0 };
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, declarationLength));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const result = new Uint8Array(first.length + second.length);
  result.set(first);
  result.set(second, first.length);
  return result;
}
