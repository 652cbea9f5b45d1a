import type { LookupDefinition, LookupEntry, LookupKeyCell } from '@crossdock/flow-schema';
import { parseDocument, serializeDocument } from '../formats/documents.ts';
import { DocumentError } from '../formats/position.ts';
import { anyone } from './cells.ts';
import { checkEntry, reservedColumns, type CompleteEntry } from './check-entry.ts';

/** What is wrong in a CSV file; the header is row 1, blank lines do not count. */
export interface LookupCsvFault {
  row: number;
  column?: string;
  message: string;
}

export interface LookupCsvRow {
  /** Row of the file. */
  row: number;
  entry: CompleteEntry;
}

/** Faults told at the most. */
const mostFaults = 200;

/**
 * Rows of a table as CSV: the key columns (a range is two, `qty.from` and `qty.to`), the value columns, `partner`,
 * `environment`, `validFrom` and `validTo`.
 */
export function writeLookupCsv(definition: LookupDefinition, rows: readonly LookupEntry[]): string {
  const columns = columnsOf(definition);
  const lines = rows.map((row) => columns.map(({ read }) => read(row)));
  return serializeDocument('csv', [columns.map(({ name }) => name), ...lines]).content;
}

/**
 * Reads rows of a table from CSV; the delimiter is found out. Columns may stand in any order; those after the value
 * columns may be left out, and value columns as well.
 * @returns the good rows, and what is wrong with the others
 */
export function readLookupCsv(
  definition: LookupDefinition,
  content: string,
): { rows: LookupCsvRow[]; faults: LookupCsvFault[] } {
  let table: readonly (readonly string[])[];
  try {
    // Without a header the reader gives lists of texts, which leaves naming the faults to us.
    table = parseDocument('csv', content, { header: false }).document as string[][];
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return { rows: [], faults: [{ row: error.position.line ?? 1, message: error.message }] };
  }
  const [header = [], ...lines] = table;
  const { columns, faults } = readHeader(definition, header);
  if (faults.length > 0) return { rows: [], faults };
  const rows: LookupCsvRow[] = [];
  for (const [index, line] of lines.entries()) {
    // Spreadsheets leave rows of nothing but delimiters behind their table.
    if (line.every((text) => text.trim() === '')) continue;
    const row = index + 2;
    const read = readLine(definition, columns, line);
    if (read.faults.length === 0) rows.push({ row, entry: read.entry });
    else faults.push(...read.faults.map((fault) => ({ row, ...fault })));
    if (faults.length >= mostFaults) break;
  }
  return { rows, faults };
}

/** A column of the file: how it is read from a row, and put into one. */
interface CsvColumn {
  name: string;
  /** Path of its faults, as `checkEntry` gives them. */
  path: string;
  required: boolean;
  read(row: LookupEntry): string | number | boolean | null | undefined;
  write(text: string, row: LookupEntry): void;
}

function columnsOf(definition: LookupDefinition): CsvColumn[] {
  return [
    ...definition.keys.flatMap(({ name, match }) =>
      match === 'range' ? [rangeColumn(name, 'from'), rangeColumn(name, 'to')] : [keyColumn(name)],
    ),
    ...definition.values.map(({ name }) => valueColumn(name)),
    ...reservedColumns.map(fixedColumn),
  ];
}

const keyColumn = (name: string): CsvColumn => ({
  name,
  path: `keys.${name}`,
  required: true,
  read: ({ keys }) => scalarOf(keys[name]),
  write: (text, { keys }) => void (keys[name] = text),
});

const rangeColumn = (name: string, end: 'from' | 'to'): CsvColumn => ({
  name: `${name}.${end}`,
  path: `keys.${name}`,
  required: true,
  read: ({ keys }) => {
    const cell = keys[name];
    return typeof cell === 'object' ? cell[end] : undefined;
  },
  write: (text, { keys }) => {
    const cell = keys[name];
    keys[name] = { ...(typeof cell === 'object' ? cell : {}), ...(text === '' ? {} : { [end]: text }) };
  },
});

const valueColumn = (name: string): CsvColumn => ({
  name,
  path: `values.${name}`,
  required: false,
  read: ({ values }) => values[name],
  write: (text, { values }) => void (values[name] = text),
});

function fixedColumn(name: string): CsvColumn {
  const field = name as 'partner' | 'environment' | 'validFrom' | 'validTo';
  return {
    name,
    path: name,
    required: false,
    read: (row) => (field === 'partner' ? (row.partner ?? anyone) : row[field]),
    write: (text, row) => void (row[field] = field === 'environment' && text === anyone ? '' : text),
  };
}

const scalarOf = (cell: LookupKeyCell | undefined): string | number | undefined =>
  typeof cell === 'object' ? undefined : cell;

function readHeader(
  definition: LookupDefinition,
  header: readonly string[],
): { columns: (CsvColumn | undefined)[]; faults: LookupCsvFault[] } {
  const known = columnsOf(definition);
  const names = header.map((name) => name.trim());
  const columns = names.map((name) => known.find((column) => column.name === name));
  const unknown = names.filter((_name, index) => !columns[index]);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const missing = known.filter(({ name, required }) => required && !names.includes(name));
  const fault = (column: string, message: string): LookupCsvFault => ({ row: 1, column, message });
  return {
    columns,
    faults: [
      ...unknown.map((name) =>
        fault(name, `is no column of this table; it has ${known.map((column) => column.name).join(', ')}`),
      ),
      ...twice.map((name) => fault(name, 'is there twice')),
      ...missing.map(({ name }) => fault(name, 'is missing')),
    ],
  };
}

function readLine(
  definition: LookupDefinition,
  columns: readonly (CsvColumn | undefined)[],
  line: readonly string[],
): { entry: CompleteEntry; faults: Omit<LookupCsvFault, 'row'>[] } {
  const raw: LookupEntry = { keys: {}, values: {} };
  columns.forEach((column, index) => column?.write(line[index] ?? '', raw));
  const { entry, faults } = checkEntry(definition, { ...raw, environment: raw.environment?.trim() || null });
  const known = faults.map(({ path, message }) => {
    const column = columns.find((one) => one?.path === path)?.name;
    return { ...(column === undefined ? {} : { column }), message };
  });
  const extra = line.slice(columns.length).some((text) => text !== '');
  return { entry, faults: extra ? [...known, { message: 'has more fields than the header' }] : known };
}
