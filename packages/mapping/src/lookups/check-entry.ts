import type {
  LookupDefinition,
  LookupEntry,
  LookupKeyCell,
  LookupKeyColumn,
  LookupValueColumn,
} from '@crossdock/flow-schema';
import { anyone, comparable, numberOf } from './cells.ts';
import { momentOf, startOfDay } from './days.ts';

/** What is wrong with a row or a table; `path` as in `keys.item` or `validTo`. */
export interface LookupFault {
  path: string;
  message: string;
}

/** A row with every column in its type, and all that may be left out filled in. */
export type CompleteEntry = Required<LookupEntry>;

/** The row as it is kept: columns in their types, empty values left out. Without faults, it fits its table. */
export function checkEntry(
  definition: LookupDefinition,
  entry: LookupEntry,
): { entry: CompleteEntry; faults: LookupFault[] } {
  const faults: LookupFault[] = [
    ...unknownColumns('keys', entry.keys, definition.keys),
    ...unknownColumns('values', entry.values, definition.values),
  ];
  const note = (path: string, message: string): void => void faults.push({ path, message });
  const keys = definition.keys.map(
    (column) =>
      [
        column.name,
        keyCell(column, entry.keys[column.name], (message) => note(`keys.${column.name}`, message)),
      ] as const,
  );
  const values = definition.values.flatMap((column) => {
    const value = valueOf(column, entry.values[column.name], (message) =>
      note(`values.${column.name}`, message),
    );
    return value === undefined ? [] : [[column.name, value] as const];
  });
  const [validFrom, validTo] = [day(entry.validFrom), day(entry.validTo)];
  for (const [path, text] of [
    ['validFrom', validFrom],
    ['validTo', validTo],
  ] as const)
    if (text !== null && startOfDay(text) === undefined) note(path, 'is not a day such as 2026-11-21');
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    note('validTo', 'must not be before validFrom');
  return {
    entry: {
      keys: Object.fromEntries(keys),
      values: Object.fromEntries(values),
      partner: entry.partner?.trim() || anyone,
      environment: entry.environment ?? null,
      validFrom,
      validTo,
    },
    faults,
  };
}

/** What is wrong with a table itself, beyond its shape. */
export function checkDefinition({ keys, values }: LookupDefinition): LookupFault[] {
  const faults: LookupFault[] = [];
  const taken = new Set(reservedColumns);
  const columns = [
    ...keys.map(({ name }, index) => ({ name, path: `keys[${index}]` })),
    ...values.map(({ name }, index) => ({ name, path: `values[${index}]` })),
  ];
  for (const { name, path } of columns) {
    if (taken.has(name))
      faults.push({ path: `${path}.name`, message: `"${name}" is there already, or kept for the table` });
    taken.add(name);
  }
  keys.forEach(({ match, type }, index) => {
    if (match === 'wildcard' && type !== 'text')
      faults.push({ path: `keys[${index}].type`, message: 'must be text for wildcards' });
    if (match === 'range' && type === 'text')
      faults.push({ path: `keys[${index}].type`, message: 'must be number or date for ranges' });
  });
  return faults;
}

/** Columns that every table has in its CSV. */
export const reservedColumns = [
  'partner',
  'environment',
  'validFrom',
  'validTo',
] as const as readonly string[];

function unknownColumns(
  part: 'keys' | 'values',
  cells: Readonly<Record<string, unknown>>,
  columns: readonly { name: string }[],
): LookupFault[] {
  return Object.keys(cells)
    .filter((name) => !columns.some((column) => column.name === name))
    .map((name) => ({ path: `${part}.${name}`, message: 'is not a column of this table' }));
}

type Note = (message: string) => void;

const typeNames = {
  text: 'a text',
  number: 'a number',
  date: 'a day such as 2026-11-21',
  boolean: 'yes or no',
};

function keyCell(column: LookupKeyColumn, value: LookupKeyCell | undefined, note: Note): LookupKeyCell {
  if (column.match === 'range') return rangeCell(column, value, note);
  if (value === undefined || value === '' || typeof value === 'object') {
    note(typeof value === 'object' ? `must be ${typeNames[column.type]}` : 'is needed');
    return '';
  }
  const known = comparable(column, value);
  if (known === undefined || known === '') note(`must be ${typeNames[column.type]}`);
  if (column.type === 'number') return numberOf(value) ?? 0;
  return String(value).trim();
}

function rangeCell(column: LookupKeyColumn, value: LookupKeyCell | undefined, note: Note): LookupKeyCell {
  if (typeof value !== 'object' || value === null) {
    note('must have from and to; an end may be left open');
    return {};
  }
  const range: { from?: string | number; to?: string | number } = {};
  for (const end of ['from', 'to'] as const) {
    const bound = value[end];
    if (bound === undefined || bound === '') continue;
    const known = comparable(column, bound);
    if (known === undefined) note(`${end} must be ${typeNames[column.type]}`);
    else range[end] = column.type === 'number' ? Number(known) : String(bound).trim();
  }
  const [from, to] = [comparable(column, range.from), comparable(column, range.to)];
  if (from !== undefined && to !== undefined && to <= from) note('to must be greater than from');
  return range;
}

function valueOf(
  { type }: LookupValueColumn,
  value: LookupEntry['values'][string] | undefined,
  note: Note,
): string | number | boolean | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (type === 'text') return String(value);
  const known = type === 'number' ? numberOf(value) : type === 'boolean' ? booleanOf(value) : dateOf(value);
  if (known === undefined) note(`must be ${typeNames[type]}`);
  return known;
}

function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = String(value).trim().toLowerCase();
  if (['true', 'yes', '1'].includes(word)) return true;
  return ['false', 'no', '0'].includes(word) ? false : undefined;
}

const dateOf = (value: unknown): string | undefined =>
  typeof value === 'string' && momentOf(value) !== undefined ? value.trim() : undefined;

const day = (text: string | null | undefined): string | null => (text?.trim() ? text.trim() : null);
