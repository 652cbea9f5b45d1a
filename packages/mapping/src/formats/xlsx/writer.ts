import type { RecordWriter, SerializeContext } from '../contract.ts';
import { allColumns } from '../csv/writer.ts';
import type { Chunk } from '../decoding.ts';
import { checkSize } from '../limits.ts';
import { DocumentError } from '../position.ts';
import type { XlsxSerializeOptions } from './options.ts';
import { SheetWriter } from './sheet-writer.ts';
import { sheetPath, workbookParts } from './workbook-parts.ts';
import { ZipWriter } from './zip-writer.ts';

type XlsxContext = SerializeContext<XlsxSerializeOptions>;

/** Rows are packed together once there is so much of them. */
const packedLength = 65_536;

/**
 * Writes a list of objects or of lists as one sheet, or `{ sheets: { name: records } }` as several. The same data
 * gives the same bytes.
 * @throws DocumentError when the data is no such thing, or a value is an object or a list itself
 */
export function serializeXlsx(document: unknown, context: XlsxContext): Uint8Array {
  const sheets = sheetsOf(document, context.options);
  const zip = new ZipWriter();
  const pieces: Uint8Array[] = [];
  const take = () => {
    pieces.push(zip.take());
    checkSize(zip.size, context.limits);
  };
  begin(
    zip,
    sheets.map(([name]) => name),
  );
  let cells = 0;
  for (const [index, [name, records]] of sheets.entries()) {
    const isLists = records.length > 0 && records.every((record) => Array.isArray(record));
    const columns = isLists ? undefined : (context.options.columns ?? allColumns(records));
    const sheet = new SheetWriter(name, columns, context.options, context.limits);
    zip.begin(sheetPath(index));
    let text = '';
    for (const record of records) {
      const row = sheet.row(record, cells);
      cells = row.cells;
      text += row.xml;
      if (text.length < packedLength) continue;
      zip.write(text);
      text = '';
      take();
    }
    zip.write(text + sheet.finish());
  }
  zip.finish();
  take();
  return joined(pieces, zip.size);
}

/** Writes one sheet record by record. The columns are those of the options, or of the first record. */
export class XlsxWriter implements RecordWriter {
  private readonly context: XlsxContext;
  private readonly zip = new ZipWriter();
  private sheet: SheetWriter | undefined;
  private text = '';

  constructor(context: XlsxContext) {
    this.context = context;
    const name = sheetName(context.options);
    begin(this.zip, [name]);
    this.zip.begin(sheetPath(0));
  }

  write(record: unknown): Chunk {
    this.sheet ??= this.sheetFor(Array.isArray(record) ? undefined : allColumns([record]));
    this.text += this.sheet.row(record, 0).xml;
    if (this.text.length >= packedLength) this.pack();
    return this.zip.take();
  }

  finish(): Chunk {
    this.sheet ??= this.sheetFor([]);
    this.text += this.sheet.finish();
    this.pack();
    this.zip.finish();
    return this.zip.take();
  }

  private sheetFor(found: readonly string[] | undefined): SheetWriter {
    const { options, limits } = this.context;
    const columns = found === undefined ? undefined : (options.columns ?? found);
    return new SheetWriter(sheetName(options), columns, options, limits);
  }

  private pack(): void {
    this.zip.write(this.text);
    this.text = '';
  }
}

function sheetName(options: XlsxSerializeOptions): string {
  return options.sheet ?? 'Sheet1';
}

function sheetsOf(
  document: unknown,
  options: XlsxSerializeOptions,
): (readonly [name: string, records: readonly unknown[]])[] {
  if (Array.isArray(document)) return [[sheetName(options), document]];
  const sheets: unknown =
    typeof document === 'object' && document !== null && 'sheets' in document ? document.sheets : undefined;
  const entries = typeof sheets === 'object' && sheets !== null ? Object.entries(sheets) : [];
  if (entries.length === 0 || Array.isArray(sheets)) {
    const reason = 'a workbook is a list of records, or { sheets: { name: records } }';
    throw new DocumentError('xlsx.notRecords', reason);
  }
  return entries.map(([name, records]) => {
    if (Array.isArray(records)) return [name, records as readonly unknown[]];
    throw new DocumentError('xlsx.notRecords', 'a sheet is a list of records', {}, `sheet "${name}"`);
  });
}

function begin(zip: ZipWriter, sheets: readonly string[]): void {
  for (const [path, xml] of workbookParts(sheets)) {
    zip.begin(path);
    zip.write(xml);
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
