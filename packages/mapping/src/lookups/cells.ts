import type { LookupDefinition, LookupEntry, LookupKeyColumn } from '@crossdock/flow-schema';
import { endOfDay, momentOf, startOfDay } from './days.ts';
import { parsePattern, type Pattern } from './patterns.ts';

/** A half-open stretch of numbers or moments: `from` is in it, `to` is not. */
export interface Span {
  from: number;
  to: number;
}

/** A key cell of a row, made for comparing. */
export type Cell =
  | { match: 'exact'; value: string | number }
  | { match: 'wildcard'; pattern: Pattern }
  | { match: 'range'; span: Span };

/** A row made for comparing; `order` is its place in the table. */
export interface Indexed<Row extends LookupEntry> {
  row: Row;
  order: number;
  environment: string;
  partner: string;
  /** By key column. */
  cells: readonly Cell[];
  validity: Span;
}

/** Stands for all partners, and all environments. */
export const anyone = '*';

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** A number, or a text that is one and nothing else; minus zero is zero. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string' && !numberPattern.test(value.trim())) return undefined;
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number || 0 : undefined;
}

/** A value as a key column compares it; undefined when it can't be in that column. */
export function comparable(column: LookupKeyColumn, value: unknown): string | number | undefined {
  if (column.type === 'number') return numberOf(value);
  if (column.type === 'date') return momentOf(value);
  if (typeof value === 'string') return folded(column, value);
  return typeof value === 'number' || typeof value === 'boolean' ? folded(column, String(value)) : undefined;
}

function folded({ ignoreCase, ignoreSpace }: LookupKeyColumn, text: string): string {
  // Blanks around a key are never meant.
  const spaced = ignoreSpace === true ? text.replaceAll(/\s+/g, '') : text.trim();
  return ignoreCase === true ? spaced.toLowerCase() : spaced;
}

/** A row made for comparing. It must be one that `checkEntry` has found good. */
export function indexed<Row extends LookupEntry>(
  { keys }: Pick<LookupDefinition, 'keys'>,
  row: Row,
  order: number,
): Indexed<Row> {
  return {
    row,
    order,
    environment: row.environment ?? anyone,
    partner: row.partner ?? anyone,
    cells: keys.map((column) => cellOf(column, row.keys[column.name])),
    validity: validityOf(row),
  };
}

const always: Span = { from: -Infinity, to: Infinity };

function validityOf({ validFrom, validTo }: LookupEntry): Span {
  if (typeof validFrom !== 'string' && typeof validTo !== 'string') return always;
  return {
    from: typeof validFrom === 'string' ? (startOfDay(validFrom) ?? -Infinity) : -Infinity,
    to: typeof validTo === 'string' ? (endOfDay(validTo) ?? Infinity) : Infinity,
  };
}

function cellOf(column: LookupKeyColumn, value: unknown): Cell {
  if (column.match === 'range') return { match: 'range', span: spanOf(column, value) };
  const text = comparable(column, value) ?? '';
  return column.match === 'wildcard'
    ? { match: 'wildcard', pattern: parsePattern(String(text)) }
    : { match: 'exact', value: text };
}

function spanOf(column: LookupKeyColumn, value: unknown): Span {
  const bound = (end: 'from' | 'to'): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, end) : undefined;
  const [from, to] = [comparable(column, bound('from')), comparable(column, bound('to'))];
  return {
    from: typeof from === 'number' ? from : -Infinity,
    to: typeof to === 'number' ? to : Infinity,
  };
}

/** What tells a row from all others of its table: its key as compared, partner, environment and first day. */
export function identityOf<Row extends LookupEntry>(row: Indexed<Row>): string {
  const keys = row.cells.map((cell) => {
    if (cell.match === 'range') return [String(cell.span.from), String(cell.span.to)];
    return cell.match === 'wildcard' ? cell.pattern.text : cell.value;
  });
  return JSON.stringify([row.environment, row.partner, String(row.validity.from), keys]);
}
