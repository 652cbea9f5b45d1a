import { groupBy, type LookupDefinition, type LookupEntry } from '@crossdock/flow-schema';
import { indexed, type Cell, type Indexed, type Span } from './cells.ts';
import type { LookupIndex } from './lookup-index.ts';
import { bySpecificity, patternsOverlap, type Pattern } from './patterns.ts';

/** Two rows that would answer the same key equally well: which one counts can't be told. */
export interface LookupConflict<Row extends LookupEntry = LookupEntry> {
  first: Row;
  second: Row;
}

/** Conflicts told at the most; who mends these sees the rest. */
const mostConflicts = 100;

/**
 * Rows of a table that match equally: for the same environment and partner, at the same time, with a key that both
 * answer and neither more specifically. Takes time by the number of rows unless many of them do overlap.
 */
export function findConflicts<Row extends LookupEntry>(
  definition: LookupDefinition,
  rows: readonly Row[],
): LookupConflict<Row>[] {
  const found: LookupConflict<Row>[] = [];
  const groups = groupBy(
    rows.map((row, order) => indexed(definition, row, order)),
    rivalryOf,
  );
  for (const group of groups.values()) {
    if (group.length > 1) addConflicts(group, found);
    if (found.length >= mostConflicts) break;
  }
  return found;
}

/**
 * The row of a table that would match as well as a new one.
 * @param replaced the row that the new one takes the place of
 */
export function conflictWith<Row extends LookupEntry>(
  table: LookupIndex<Row>,
  row: LookupEntry,
  replaced?: Row,
): Row | undefined {
  const entry = indexed(table.definition, row, 0);
  return table.rivalsOf(row).find((rival) => rival.row !== replaced && matchEqually(entry, rival))?.row;
}

/** Rows of different groups never match equally. Patterns with the same rank have the same beginning if they overlap. */
function rivalryOf<Row extends LookupEntry>({ environment, partner, cells }: Indexed<Row>): string {
  const parts = cells.map((cell) => {
    if (cell.match === 'exact') return cell.value;
    if (cell.match === 'range') return null;
    const { hasWildcards, prefix, literals, stars, questions, text } = cell.pattern;
    return hasWildcards ? [prefix, literals, stars, questions, endingOf(cell.pattern)] : text;
  });
  return JSON.stringify([environment, partner, parts]);
}

/** Of patterns with one wildcard each, of the same beginning and length, those with different endings never overlap. */
const endingOf = ({ suffix, stars, questions }: Pattern): string | null =>
  stars + questions === 1 ? suffix : null;

function addConflicts<Row extends LookupEntry>(
  group: readonly Indexed<Row>[],
  found: LookupConflict<Row>[],
): void {
  const range = group[0]?.cells.findIndex(({ match }) => match === 'range') ?? -1;
  const spanOf = ({ cells, validity }: Indexed<Row>): Span => {
    const cell = cells[range];
    return cell?.match === 'range' ? cell.span : validity;
  };
  const sorted = group
    .map((entry) => ({ entry, span: spanOf(entry) }))
    .sort((one, other) => one.span.from - other.span.from || 0);
  for (const [index, { entry, span }] of sorted.entries())
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (!other || other.span.from >= span.to) break;
      if (!matchEqually(entry, other.entry)) continue;
      const [first, second] = entry.order < other.entry.order ? [entry, other.entry] : [other.entry, entry];
      found.push({ first: first.row, second: second.row });
      if (found.length >= mostConflicts) return;
    }
}

function matchEqually(one: Indexed<LookupEntry>, other: Indexed<LookupEntry>): boolean {
  return (
    overlap(one.validity, other.validity) &&
    one.cells.every((cell, column) => {
      const opposite = other.cells[column];
      return opposite !== undefined && cellsRival(cell, opposite);
    })
  );
}

function cellsRival(one: Cell, other: Cell): boolean {
  if (one.match === 'range') return other.match === 'range' && overlap(one.span, other.span);
  if (one.match === 'wildcard')
    return (
      other.match === 'wildcard' &&
      bySpecificity(one.pattern, other.pattern) === 0 &&
      patternsOverlap(one.pattern, other.pattern)
    );
  return other.match === 'exact' && one.value === other.value;
}

const overlap = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;
