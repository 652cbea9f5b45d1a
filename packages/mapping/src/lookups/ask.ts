import type { LookupDefinition, LookupEntry } from '@crossdock/flow-schema';
import { ExpressionError } from '../jsonata/errors.ts';
import { isFields } from '../jsonata/values.ts';
import { momentOf } from './days.ts';
import type { LookupCircumstances, LookupIndex } from './lookup-index.ts';

/** A question to a table. */
export interface LookupQuestion extends LookupCircumstances {
  /** Of one key column its value, of several an object; read in reverse, what the value column holds. */
  key: unknown;
  reverse?: boolean;
  /** The value column to give, or to search in when read in reverse. Left out: all, or the only one. */
  column?: string;
}

/** What `$lookup`'s third argument may hold. */
export interface LookupOptions {
  default?: unknown;
  at?: number;
  partner?: string;
  reverse?: boolean;
  column?: string;
}

const optionReaders: Readonly<Record<keyof LookupOptions, (value: unknown) => unknown>> = {
  default: (value) => value,
  at: momentOf,
  partner: (value) => (typeof value === 'string' ? value.trim() : undefined),
  reverse: (value) => (typeof value === 'boolean' ? value : undefined),
  column: (value) => (typeof value === 'string' ? value : undefined),
};

/** Reads the options of a lookup. @throws ExpressionError D3303 for an unknown one, D3304 for a wrong value */
export function lookupOptions(given: Readonly<Record<string, unknown>>): LookupOptions {
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(optionReaders, name)) throw new ExpressionError('D3303', { value: name });
    if (value === undefined) continue;
    const read = optionReaders[name as keyof LookupOptions](value);
    if (read === undefined) throw new ExpressionError('D3304', { value, other: name });
    options[name] = read;
  }
  return options;
}

/**
 * The row that answers a question, and the value that it gives: of one value column the value, of several an object;
 * in reverse the key.
 * @throws ExpressionError D3302, D3305 or D3306 for a question that the table can't be asked
 */
export function askTable<Row extends LookupEntry>(
  table: LookupIndex<Row>,
  question: LookupQuestion,
): { row: Row; value: unknown } | undefined {
  const row = question.reverse === true ? rowInReverse(table, question) : rowOfKey(table, question);
  if (!row) return undefined;
  return {
    row,
    value:
      question.reverse === true
        ? keyOf(table.definition, row)
        : valueOf(table.definition, row, question.column),
  };
}

function rowOfKey<Row extends LookupEntry>(
  table: LookupIndex<Row>,
  question: LookupQuestion,
): Row | undefined {
  const { definition } = table;
  requireColumn(definition, question.column);
  const key = table.comparableKey(keyFields(definition, question.key));
  return key && table.find(key, question);
}

/** A key as an object of the key columns. */
function keyFields({ key: table, keys }: LookupDefinition, key: unknown): Readonly<Record<string, unknown>> {
  const [only, ...others] = keys;
  if (isFields(key)) {
    const unknown = Object.keys(key).find((name) => !keys.some((column) => column.name === name));
    if (unknown !== undefined) throw new ExpressionError('D3305', { value: unknown, other: table });
    return key;
  }
  if (!only || others.length > 0 || (typeof key === 'object' && key !== null))
    throw new ExpressionError('D3302', { value: key });
  return { [only.name]: key };
}

function rowInReverse<Row extends LookupEntry>(
  table: LookupIndex<Row>,
  question: LookupQuestion,
): Row | undefined {
  const { key: name, keys, values } = table.definition;
  if (keys.some(({ match }) => match !== 'exact'))
    throw new ExpressionError('D3306', { value: 'it has wildcards or ranges', other: name });
  const [only, ...others] = values;
  const column = question.column ?? (others.length === 0 ? only?.name : undefined);
  if (column === undefined)
    throw new ExpressionError('D3306', { value: 'name the column to search in', other: name });
  requireColumn(table.definition, column);
  if (typeof question.key === 'object') throw new ExpressionError('D3302', { value: question.key });
  return table.findReverse(column, question.key, question);
}

function requireColumn({ key, values }: LookupDefinition, column: string | undefined): void {
  if (column === undefined || values.some(({ name }) => name === column)) return;
  throw new ExpressionError('D3305', { value: column, other: key });
}

function valueOf({ values }: LookupDefinition, row: LookupEntry, column: string | undefined): unknown {
  const [only, ...others] = values;
  if (column !== undefined) return row.values[column];
  return others.length === 0 && only ? row.values[only.name] : row.values;
}

function keyOf({ keys }: LookupDefinition, row: LookupEntry): unknown {
  const [only, ...others] = keys;
  return others.length === 0 && only ? row.keys[only.name] : row.keys;
}
