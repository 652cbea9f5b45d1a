import { COST } from './costs.ts';
import { ExpressionError } from './errors.ts';
import type { Run } from './run.ts';
import { roundedNumber } from './text.ts';
import { isFields, isFunction, isNumber, keysOf, ownField, setField, type Marked } from './values.ts';

/** A deep copy and all the objects in it. */
export interface TrackedCopy {
  copy: unknown;
  parts: ReadonlySet<unknown>;
}

/** Deep copy of data as writing and reading it as JSON would give. */
export function clone(run: Run, value: unknown): unknown {
  return copyOf(run, value, undefined);
}

/** Like clone; also tells which objects belong to the copy. */
export function cloneTracked(run: Run, value: unknown): TrackedCopy {
  const parts = new Set<unknown>();
  return { copy: copyOf(run, value, parts), parts };
}

function copyOf(run: Run, value: unknown, parts: Set<unknown> | undefined): unknown {
  run.tick();
  if (isFunction(value)) return '';
  if (typeof value === 'number') return isNumber(value) ? roundedNumber(value) : null;
  if (Array.isArray(value)) {
    run.charge(value.length + COST.text);
    return value.map((item) => copyOf(run, item, parts) ?? null);
  }
  if (!isFields(value)) return value;
  const names = keysOf(value);
  run.charge(names.length * 2 + COST.object);
  const copy: Record<string, unknown> = {};
  for (const name of names) {
    const field = ownField(value, name);
    if (field !== undefined) setField(copy, name, copyOf(run, field, parts));
  }
  parts?.add(copy);
  return copy;
}

/**
 * The result of an evaluation as plain JSON data: marks of sequences taken off, functions left
 * out. Parts without marks are shared with the input, not copied. A result that shares parts with
 * itself is charged as often as a part occurs: it would be written that often.
 * @throws ExpressionError D1001 for a number that JSON cannot hold
 */
export function plainResult(run: Run, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new ExpressionError('D1001', { value });
  if (typeof value === 'string') run.charge(value.length);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (isFunction(value)) return undefined;
  run.tick();
  return Array.isArray(value) ? plainList(run, value) : plainFields(run, value as Record<string, unknown>);
}

function plainList(run: Run, list: unknown[]): unknown[] {
  run.charge(list.length);
  let result = hasMarks(list) ? list.slice() : list;
  for (let index = 0; index < list.length; index++) {
    const plain = plainResult(run, list[index]) ?? null;
    if (plain === list[index]) continue;
    if (result === list) result = list.slice();
    result[index] = plain;
  }
  return result;
}

/** All other marks come with the one of a sequence. */
function hasMarks(list: Marked): boolean {
  return list.sequence !== undefined || list.cons !== undefined;
}

function plainFields(run: Run, object: Record<string, unknown>): Record<string, unknown> {
  let result = object;
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (typeof value === 'string') {
      run.charge(value.length);
      continue;
    }
    const plain = plainResult(run, value);
    if (plain === value) continue;
    if (result === object) result = { ...object };
    if (plain === undefined) delete result[name];
    else setField(result, name, plain);
  }
  return result;
}
