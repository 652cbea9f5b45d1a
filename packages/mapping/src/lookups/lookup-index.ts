import { groupBy, type LookupDefinition, type LookupEntry } from '@crossdock/flow-schema';
import { anyone, comparable, indexed, type Indexed } from './cells.ts';
import { PatternIndex } from './pattern-index.ts';
import { SpanIndex } from './span-index.ts';
import { matchesPattern, type Pattern } from './patterns.ts';

/** For whom and when a table is asked. */
export interface LookupCircumstances {
  environment: string;
  /** Left out: only rows for all partners count. */
  partner?: string;
  /** Moment at which the row must be valid, in milliseconds since 1970. */
  at: number;
}

/** A key by column, as the columns compare it. */
export type ComparableKey = readonly (string | number)[];

/** Rows of one environment, partner and exact key, looked through one by one up to this number. */
const fewRows = 8;

/** Rows of the same environment, partner and exact key, by their places in the table; a bucket once it was asked. */
type Place<Row extends LookupEntry> = number | number[] | Bucket<Row>;

type PlacesOfPartner<Row extends LookupEntry> = Map<string | number, Place<Row>>;

/**
 * The rows of one version of a table, made ready for finding. Exact columns are hashed at once; wildcards, found by
 * beginning and ending, and ranges and validity, found by bisection, when a key first leads to them. So a table costs
 * little before it is asked, and what is made is made once.
 *
 * Of several rows that fit, the one counts that is (1) of the environment rather than of all, (2) of the partner
 * rather than of all, (3) more specific in its wildcard columns, from the first to the last (see `bySpecificity`).
 * Rows that are alike in all of this are found by `findConflicts` when the table is saved.
 */
export class LookupIndex<Row extends LookupEntry = LookupEntry> {
  readonly definition: LookupDefinition;
  readonly rows: readonly Row[];
  /** By environment, then partner, then the exact columns. */
  readonly #places = new Map<string, Map<string, PlacesOfPartner<Row>>>();
  readonly #exact: readonly number[];
  /** By value column: the places of rows by the value that they hold there. */
  readonly #reverse = new Map<string, ReadonlyMap<unknown, readonly number[]>>();

  /** @param rows good ones: `checkEntry` has found no fault in them */
  constructor(definition: LookupDefinition, rows: readonly Row[]) {
    this.definition = definition;
    this.rows = rows;
    this.#exact = columnsOf(definition, 'exact');
    for (const [order, row] of rows.entries()) this.#place(row, order);
  }

  /** The key as the columns compare it; undefined when a part is missing or can't be in its column. */
  comparableKey(key: Readonly<Record<string, unknown>>): ComparableKey | undefined {
    const parts: (string | number)[] = [];
    for (const column of this.definition.keys) {
      const part = comparable(column, Object.hasOwn(key, column.name) ? key[column.name] : undefined);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return parts;
  }

  /** The row that a key leads to. */
  find(key: ComparableKey, circumstances: LookupCircumstances): Row | undefined {
    const exact = exactKey(this.#exact, (column) => key[column]);
    return eachPlace(circumstances, (environment, partner) =>
      this.#bucket(environment, partner, exact)?.find(key, circumstances.at),
    )?.row;
  }

  /** Rows of the same environment, partner and exact key as another: only these can match as well as that one. */
  rivalsOf(row: LookupEntry): readonly Indexed<Row>[] {
    const { environment = anyone, partner = anyone } = row;
    return this.#bucket(environment ?? anyone, partner ?? anyone, this.#exactKeyOf(row))?.entries ?? [];
  }

  /**
   * The row of which a value column holds a value: how a table is read from ours to the partner's as well. Rows of the
   * environment and the partner go first here too; of several alike the one entered first counts.
   */
  findReverse(column: string, value: unknown, circumstances: LookupCircumstances): Row | undefined {
    let byValue = this.#reverse.get(column);
    if (!byValue) {
      byValue = groupBy(this.rows.keys(), (order) => valueKey(this.rows[order]?.values[column]));
      this.#reverse.set(column, byValue);
    }
    const valid = this.#indexed(byValue.get(valueKey(value)) ?? []).filter((entry) =>
      isValid(entry, circumstances.at),
    );
    return eachPlace(circumstances, (environment, partner) =>
      valid.find((entry) => entry.environment === environment && entry.partner === partner),
    )?.row;
  }

  #place(row: Row, order: number): void {
    const places = inner(inner(this.#places, row.environment ?? anyone), row.partner ?? anyone);
    const key = this.#exactKeyOf(row);
    const there = places.get(key);
    if (there === undefined) places.set(key, order);
    else if (typeof there === 'number') places.set(key, [there, order]);
    else if (Array.isArray(there)) there.push(order);
  }

  #exactKeyOf({ keys }: LookupEntry): string | number {
    return exactKey(this.#exact, (index) => {
      const column = this.definition.keys[index];
      return column && (comparable(column, keys[column.name]) ?? '');
    });
  }

  #bucket(environment: string, partner: string, key: string | number): Bucket<Row> | undefined {
    const places = this.#places.get(environment)?.get(partner);
    const place = places?.get(key);
    if (places === undefined || place === undefined) return undefined;
    if (place instanceof Bucket) return place;
    const entries = this.#indexed(typeof place === 'number' ? [place] : place);
    const bucket = new Bucket(this.definition, entries, columnsOf(this.definition, 'wildcard'));
    places.set(key, bucket);
    return bucket;
  }

  #indexed(orders: readonly number[]): Indexed<Row>[] {
    const entries: Indexed<Row>[] = [];
    for (const order of orders) {
      const row = this.rows[order];
      if (row) entries.push(indexed(this.definition, row, order));
    }
    return entries;
  }
}

/** Rows that are told apart by what follows: the wildcard columns not yet looked at, then ranges and validity. */
class Bucket<Row extends LookupEntry> {
  readonly entries: readonly Indexed<Row>[];
  readonly #definition: LookupDefinition;
  readonly #wildcards: readonly number[];
  #level: Level<Row> | undefined;

  constructor(definition: LookupDefinition, entries: readonly Indexed<Row>[], wildcards: readonly number[]) {
    this.#definition = definition;
    this.entries = entries;
    this.#wildcards = wildcards;
  }

  find(key: ComparableKey, at: number): Indexed<Row> | undefined {
    const [only] = this.entries;
    // Most tables have one row a key: nothing is to be made ready for it.
    if (this.entries.length === 1) return only && fits(only, key, at) ? only : undefined;
    this.#level ??= levelOf(this.entries, this.#wildcards, this.#definition);
    return this.#level(key, at);
  }
}

type Level<Row extends LookupEntry> = (key: ComparableKey, at: number) => Indexed<Row> | undefined;

/** One wildcard column after the other, then the spans. */
function levelOf<Row extends LookupEntry>(
  entries: readonly Indexed<Row>[],
  [column, ...others]: readonly number[],
  definition: LookupDefinition,
): Level<Row> {
  if (column === undefined) return spanLevel(entries, definition);
  const byPattern = groupBy(entries, ({ cells }) => patternOf(cells[column])?.text ?? '');
  const index = new PatternIndex(bucketsByPattern(byPattern.values(), column, others, definition));
  return (key, at) => index.find(String(key[column]), (bucket) => bucket.find(key, at));
}

function* bucketsByPattern<Row extends LookupEntry>(
  groups: Iterable<readonly Indexed<Row>[]>,
  column: number,
  others: readonly number[],
  definition: LookupDefinition,
): Generator<readonly [Pattern, Bucket<Row>]> {
  for (const group of groups) {
    const pattern = patternOf(group[0]?.cells[column]);
    if (pattern) yield [pattern, new Bucket(definition, group, others)];
  }
}

function spanLevel<Row extends LookupEntry>(
  entries: readonly Indexed<Row>[],
  definition: LookupDefinition,
): Level<Row> {
  if (entries.length <= fewRows) return (key, at) => entries.find((entry) => fits(entry, key, at));
  const [range] = columnsOf(definition, 'range');
  const index = new SpanIndex(
    entries.map((entry) => {
      const cell = range === undefined ? undefined : entry.cells[range];
      return { span: cell?.match === 'range' ? cell.span : entry.validity, value: entry };
    }),
  );
  return (key, at) =>
    index
      .at(range === undefined ? at : Number(key[range]))
      .filter((entry) => fits(entry, key, at))
      .sort((one, other) => one.order - other.order)[0];
}

/** Whether a row answers a key at a moment. */
export function fits<Row extends LookupEntry>(row: Indexed<Row>, key: ComparableKey, at: number): boolean {
  return isValid(row, at) && fitsKey(row, key);
}

/** Whether a row answers a key at any time. */
export function fitsKey<Row extends LookupEntry>({ cells }: Indexed<Row>, key: ComparableKey): boolean {
  return cells.every((cell, column) => {
    const part = key[column];
    if (cell.match === 'exact') return cell.value === part;
    if (cell.match === 'wildcard') return matchesPattern(cell.pattern, String(part));
    return typeof part === 'number' && cell.span.from <= part && part < cell.span.to;
  });
}

const isValid = <Row extends LookupEntry>({ validity }: Indexed<Row>, at: number): boolean =>
  validity.from <= at && at < validity.to;

const columnsOf = ({ keys }: LookupDefinition, match: string): number[] =>
  keys.flatMap((column, index) => (column.match === match ? [index] : []));

type CellOf = Indexed<LookupEntry>['cells'][number] | undefined;

const patternOf = (cell: CellOf) => (cell?.match === 'wildcard' ? cell.pattern : undefined);

/** One value for all exact parts of a key. */
function exactKey(
  columns: readonly number[],
  partOf: (column: number) => string | number | undefined,
): string | number {
  const [only, ...others] = columns;
  if (only === undefined) return '';
  return others.length === 0 ? (partOf(only) ?? '') : JSON.stringify(columns.map(partOf));
}

/** The map below a key, made where there is none. */
function inner<Key, Inner>(outer: Map<string, Map<Key, Inner>>, key: string): Map<Key, Inner> {
  let map = outer.get(key);
  if (map === undefined) outer.set(key, (map = new Map()));
  return map;
}

/** The first answer of the places where to look: of the environment before all, of the partner before all. */
function eachPlace<Answer>(
  { environment, partner = anyone }: LookupCircumstances,
  look: (environment: string, partner: string) => Answer | undefined,
): Answer | undefined {
  return (
    look(environment, partner) ??
    (partner === anyone ? undefined : look(environment, anyone)) ??
    look(anyone, partner) ??
    (partner === anyone ? undefined : look(anyone, anyone))
  );
}

/** Values are compared as written: `5` and `"5"` are the same to people who fill in a table. */
const valueKey = (value: unknown): string | undefined =>
  ['string', 'number', 'boolean'].includes(typeof value)
    ? `${value as string | number | boolean}`.trim()
    : undefined;
