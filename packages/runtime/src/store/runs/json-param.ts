/**
 * Rows for `json_to_recordset($n::json)`: a batch's plain columns go to the server as one parameter. Payloads must
 * not be in it: PostgreSQL decodes every string there, and refuses NUL characters and lone surrogates.
 */
export const jsonParam = (rows: readonly object[]): string => JSON.stringify(rows);

/** Text for a text column, without what PostgreSQL refuses in one. */
export const plainText = (text: string): string => text.toWellFormed().replaceAll('\u0000', '');

/**
 * Payloads of a batch for `unnest($n::text[]) WITH ORDINALITY`, cast to `json` there: kept to the letter, whatever is
 * in them. `undefined` becomes NULL, and `null` the JSON value.
 */
export const payloads = <Row>(rows: readonly Row[], payload: (row: Row) => unknown): (string | null)[] =>
  rows.map((row) => JSON.stringify(payload(row)) ?? null);
