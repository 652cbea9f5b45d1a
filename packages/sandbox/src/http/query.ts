import type { Request } from 'express';
import type { JsonObject } from '../company/model.ts';
import { invalidFields } from './problem.ts';

/** A query parameter that was given once, as text. */
export function queryText(request: Request, name: string): string | undefined {
  const value = request.query[name];
  if (value === undefined || typeof value === 'string') return value === '' ? undefined : value;
  throw invalidFields([{ path: name, message: 'must be given once' }]);
}

export function pathText(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

export interface Page {
  items: JsonObject[];
  nextCursor: string | null;
}

const defaultLimit = 50;
const maxLimit = 200;

/** Cuts `?limit=&cursor=` out of a list that only grows at its end; the cursor is the position to go on from. */
export function page<T>(request: Request, all: readonly T[], show: (entry: T) => JsonObject): Page {
  const limit = Math.min(wholeNumber(request, 'limit') ?? defaultLimit, maxLimit);
  const start = wholeNumber(request, 'cursor') ?? 0;
  const end = start + Math.max(1, limit);
  return { items: all.slice(start, end).map(show), nextCursor: end < all.length ? String(end) : null };
}

function wholeNumber(request: Request, name: string): number | undefined {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw invalidFields([{ path: name, message: 'must be a whole number' }]);
  return Number(text);
}
