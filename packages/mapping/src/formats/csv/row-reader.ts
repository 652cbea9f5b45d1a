import type { Report } from '../report.ts';
import { cellReader } from './cells.ts';
import type { CellReader } from './cells.ts';
import { extraFieldsName } from './columns.ts';
import type { CsvParseOptions } from './options.ts';
import type { CsvRow } from './rows.ts';

/** Makes a record of each row; rows with too few or too many fields are told of with their line. */
export class RowReader {
  readonly read: (row: CsvRow) => unknown;
  private readonly report: Report;

  /** @param columns Names of the columns; without them, rows become lists */
  constructor(columns: readonly string[] | undefined, options: CsvParseOptions, report: Report) {
    this.report = report;
    if (columns === undefined) {
      this.read = ({ fields }) => (options.trim === true ? fields.map((field) => field.trim()) : fields);
      return;
    }
    const readers = cellReaders(columns, options, report);
    // Assigning a field of that name would set the record's prototype.
    const define = columns.includes('__proto__') ? defineFields : assignFields;
    this.read = (row) => {
      const { fields } = row;
      const record = define(columns, readers, row);
      if (fields.length !== columns.length) this.reportRagged(row, columns.length);
      if (fields.length > columns.length) record[extraFieldsName] = fields.slice(columns.length);
      return record;
    };
  }

  private reportRagged(row: CsvRow, wanted: number): void {
    const had = row.fields.length;
    const rest = had < wanted ? 'the rest is empty' : `the others are kept in "${extraFieldsName}"`;
    const reason = `${had} fields where there are ${wanted} columns; ${rest}`;
    this.report.fault('csv.ragged', reason, { line: row.line });
  }
}

type CellReaders = readonly (CellReader | undefined)[];

function cellReaders(columns: readonly string[], options: CsvParseOptions, report: Report): CellReaders {
  const types = options.columnTypes ?? {};
  for (const name of Object.keys(types)) {
    if (columns.includes(name)) continue;
    report.fault('csv.unknownColumn', `no column "${name}", though it has a type`, { line: 1 });
  }
  return columns.map((name) =>
    cellReader(Object.hasOwn(types, name) ? (types[name] ?? 'text') : 'text', name, options, report),
  );
}

/** The inner loop of reading: a plain assignment, and no call for columns that stay as they are. */
function assignFields(
  columns: readonly string[],
  readers: CellReaders,
  row: CsvRow,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  const { fields } = row;
  for (let index = 0; index < columns.length; index += 1) {
    const text = fields[index] ?? '';
    const reader = readers[index];
    record[columns[index] ?? ''] = reader === undefined ? text : reader(text, row.line);
  }
  return record;
}

function defineFields(
  columns: readonly string[],
  readers: CellReaders,
  row: CsvRow,
): Record<string, unknown> {
  return Object.fromEntries(
    columns.map((name, index) => {
      const text = row.fields[index] ?? '';
      return [name, readers[index]?.(text, row.line) ?? text];
    }),
  );
}
