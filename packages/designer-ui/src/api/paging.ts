/** Rows fetched at a time. */
export const pageSize = 50;

interface PageOf<T> {
  items: T[];
  nextCursor: string | null;
}

/** Cursor paging as every list of the API does it. */
export const paging = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor ?? undefined,
};

/** Rows of all pages read so far, each once: a row that moved between two reads may come twice. */
export function rowsOf<T extends { id: string }>(data: { pages: PageOf<T>[] } | undefined): T[] {
  const rows = new Map<string, T>();
  for (const page of data?.pages ?? []) for (const row of page.items) rows.set(row.id, row);
  return [...rows.values()];
}
