/**
 * Rows for `json_to_recordset($n::json)`: a batch's plain columns go to the server as one parameter. PostgreSQL decodes
 * every string there, so they come as `plainText`; payloads, which are kept to the letter, must not be among them.
 */
export function jsonParam(rows: readonly object[]): string {
  const text = JSON.stringify(rows);
  return refusedEscape.test(text) ? JSON.stringify(rows, (_key, value: unknown) => plainValue(value)) : text;
}

/** As which JSON writes NUL characters and halves of characters. */
const refusedEscape = /\\u(0000|d[89a-f])/;

const plainValue = (value: unknown): unknown => (typeof value === 'string' ? plainText(value) : value);

/** Text for a text column, without what PostgreSQL refuses in one. */
export const plainText = (text: string): string => text.toWellFormed().replaceAll('\u0000', '');

/** Texts of values that occur more than once in a batch, such as the output of a step that is the next one's input. */
export type PayloadTexts = Map<unknown, string | undefined>;

/**
 * Payloads of a batch as lines of JSON, for `payloadsIn` in the statement, cast to `json` there: kept to the letter,
 * whatever is in them. `undefined` becomes NULL, and `null` the JSON value. (As `text[]` every quotation mark would
 * have to be escaped once more on the way.)
 */
export const payloads = <Row>(
  rows: readonly Row[],
  payload: (row: Row) => unknown,
  texts: PayloadTexts = new Map(),
): string => rows.map((row) => `${textOf(payload(row), texts) ?? ''}\n`).join('');

/** The text as `payloads` sends it; undefined for a value that JSON does not have. */
function textOf(value: unknown, texts: PayloadTexts): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

/** Reads parameters made by `payloads` in a statement's `unnest`. Lines end with their break, so one empty is over. */
export const payloadsIn = (...parameters: readonly number[]): string =>
  `unnest(${parameters.map((number) => `string_to_array($${number}, E'\\n', '')`).join(', ')})`;
