/**
 * Rows for `json_to_recordset($n::json)`: a whole batch goes to the server as one parameter, and `json`
 * columns are taken from it as they stand. Columns that are plain text must not hold NUL characters,
 * which PostgreSQL refuses there.
 */
export const jsonParam = (rows: readonly object[]): string => JSON.stringify(rows);

/** Text without NUL characters, for text columns. */
export const plainText = (text: string): string => text.replaceAll('\u0000', '');
