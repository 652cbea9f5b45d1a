import { Refusal } from '../refusal.ts';
import type { Cursor, PageRequest, PageResult } from '../store/page.ts';
import { isUuid } from '../store/uuid.ts';

const defaultLimit = 50;

/** Of PostgreSQL's type of that name. */
const largestInteger = 2_147_483_647;
/** As the store writes times; PostgreSQL reads others in ways of its own, or not at all. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}(Z|[+-]\d\d:\d\d)$/;

const checks = {
  text: (part: unknown) => typeof part === 'string' && !part.includes('\0'),
  number: (part: unknown) => Number.isSafeInteger(part),
  integer: (part: unknown) => Number.isInteger(part) && Math.abs(Number(part)) <= largestInteger,
  time: (part: unknown) => typeof part === 'string' && isoTime.test(part) && !Number.isNaN(Date.parse(part)),
  id: (part: unknown) => typeof part === 'string' && isUuid(part),
};

/** What a sort column holds: checked, because a cursor comes back from outside. */
export type CursorPart = keyof typeof checks;

/** Makes a cursor opaque: callers must not build or read them. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * @param parts what the columns hold that the list sorts by
 * @throws Refusal `invalid_cursor` when the text is not a cursor of such a list
 */
export function decodeCursor(text: string, parts: readonly CursorPart[]): Cursor {
  const value = parse(Buffer.from(text, 'base64url').toString('utf8'));
  const fits = Array.isArray(value) && value.length === parts.length;
  if (!fits || !parts.every((part, index) => checks[part](value[index]))) {
    throw new Refusal('invalid_cursor', 'Take the cursor from "nextCursor" of the page before.');
  }
  return value as Cursor;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads `limit` and `cursor` of a list's query.
 * @param parts what the columns hold that the list sorts by
 */
export function pageRequest(
  query: { limit?: number; cursor?: string },
  parts: readonly CursorPart[],
): PageRequest {
  return {
    limit: query.limit ?? defaultLimit,
    after: query.cursor === undefined ? undefined : decodeCursor(query.cursor, parts),
  };
}

/** Turns a page as the store gives it into the answer. */
export function pageAnswer<Row>({ items, next }: PageResult<Row>): {
  items: Row[];
  nextCursor: string | null;
} {
  return { items, nextCursor: next === undefined ? null : encodeCursor(next) };
}
