import type { ParseContext, RecordReader } from '../contract.ts';
import { bytesOfBase64 } from '../base64.ts';
import type { Chunk } from '../decoding.ts';
import type { DocumentInput } from '../input.ts';
import { checkSize } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { rangeOf } from './cells.ts';
import { allSheets } from './options.ts';
import type { XlsxParseOptions } from './options.ts';
import { SheetRows } from './sheet-rows.ts';
import { cellCounter, TableReader } from './table.ts';
import { Workbook } from './workbook.ts';
import type { SheetPart } from './workbook.ts';

type XlsxContext = ParseContext<XlsxParseOptions>;
type Counter = (cells: number) => void;

/** The rows of one sheet, or `{ sheets: { name: rows } }`. @throws DocumentError */
export function parseXlsx(input: DocumentInput, context: XlsxContext): unknown {
  const workbook = new Workbook(input.bytes(), context.limits);
  const count = cellCounter(context, 'document');
  const { sheet } = context.options;
  if (sheet !== allSheets) return [...rowsOf(workbook, chosen(workbook, sheet), context, count)];
  const sheets = workbook.sheets.map(
    (part) => [part.name, [...rowsOf(workbook, part, context, count)]] as const,
  );
  return { sheets: Object.fromEntries(sheets) };
}

/**
 * Reads the rows of a sheet one by one. The directory of a workbook is at its end: its packed bytes are kept, and
 * unpacked as the rows are asked for.
 */
export class XlsxReader implements RecordReader {
  private readonly context: XlsxContext;
  private readonly held: HeldBytes;

  constructor(context: XlsxContext) {
    if (context.options.sheet === allSheets) {
      const reason = 'records are those of one sheet';
      throw new DocumentError('options.invalid', reason, {}, 'option sheet');
    }
    rangeOf(context.options);
    this.context = context;
    this.held = new HeldBytes(context.limits);
  }

  push(chunk: Chunk): [] {
    this.held.push(chunk);
    return [];
  }

  *finish(): Generator<unknown> {
    const workbook = new Workbook(this.held.take(), this.context.limits);
    const part = chosen(workbook, this.context.options.sheet);
    yield* rowsOf(workbook, part, this.context, cellCounter(this.context, 'record'));
  }
}

function chosen({ sheets }: Workbook, wanted: string | number | undefined): SheetPart {
  const [first] = sheets;
  if (first === undefined) throw new DocumentError('xlsx.noSheet', 'the workbook has no sheet');
  if (wanted === undefined) return sheets.find(({ hidden }) => !hidden) ?? first;
  const found =
    typeof wanted === 'number' ? sheets[wanted - 1] : sheets.find(({ name }) => isSame(name, wanted));
  if (found !== undefined) return found;
  const names = sheets
    .slice(0, 10)
    .map(({ name }) => `"${name}"`)
    .join(', ');
  throw new DocumentError('xlsx.noSheet', `there is no sheet ${JSON.stringify(wanted)}, only ${names}`);
}

/** Names of sheets are the same whatever their capital letters. */
function isSame(name: string, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase();
}

function* rowsOf(
  workbook: Workbook,
  { name, path }: SheetPart,
  context: XlsxContext,
  count: Counter,
): Generator<unknown> {
  const { shared } = workbook;
  const range = rangeOf(context.options);
  const rows = new SheetRows(name, shared, context.limits, context.report);
  const table = new TableReader(context, { name, range, since: shared.since }, count);
  for (const text of workbook.text(path)) {
    for (const row of rows.push(text)) {
      if (row.number > range.lastRow) return;
      const record = table.read(row);
      if (record !== undefined) yield record;
    }
  }
  rows.finish();
}

/** Keeps the pieces of a document, base64 among them. */
class HeldBytes {
  private readonly limits: DocumentLimits;
  private bytes = new Uint8Array(65_536);
  private length = 0;
  private text = '';

  /** @param limits `maxBytes` bounds the document: it can't be read in parts */
  constructor(limits: DocumentLimits) {
    this.limits = limits;
  }

  push(chunk: Chunk): void {
    checkSize(this.length + this.text.length + chunk.length, this.limits);
    if (typeof chunk === 'string') {
      this.text += chunk;
      return;
    }
    if (this.length + chunk.length > this.bytes.length) this.grow(this.length + chunk.length);
    this.bytes.set(chunk, this.length);
    this.length += chunk.length;
  }

  take(): Uint8Array {
    return this.text === '' ? this.bytes.subarray(0, this.length) : bytesOfBase64(this.text);
  }

  private grow(wanted: number): void {
    const larger = new Uint8Array(Math.max(wanted, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
