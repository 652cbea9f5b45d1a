/** Values of the sort columns of a page's last row, the id last. */
export type Cursor = readonly (string | number)[];

/** What a list is asked for. */
export interface PageRequest {
  limit: number;
  /** The page starts after this row; undefined on the first one. */
  after: Cursor | undefined;
}

/** One page, and where the next one starts if there is more. */
export interface PageResult<Row> {
  items: Row[];
  next: Cursor | undefined;
}

/**
 * Cuts a page out of rows read with `limit + 1`: the extra row only says that there are more.
 * @param keyOf gives a row's values of the sort columns
 */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => Cursor,
): PageResult<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? keyOf(last) : undefined };
}
