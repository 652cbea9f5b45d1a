import { COST } from './costs.ts';
import { Callable } from './callable.ts';
import { ExpressionError } from './errors.ts';
import type { Run } from './run.ts';

/**
 * JSONata tells lists that come from data from "sequences" that come from evaluation: a sequence
 * of one value is that value, a sequence of none is nothing. Sequences are arrays with marks;
 * the marks are taken off before a result leaves the evaluator.
 */
export interface Marked extends Array<unknown> {
  sequence?: boolean;
  /** A sequence of one stays a list (`[]` in the expression). */
  keepSingleton?: boolean;
  /** Made by an array constructor in a path: not flattened into the surrounding sequence. */
  cons?: boolean;
  /** Wraps a document that is itself a list, so that it counts as one input. */
  outerWrapper?: boolean;
  /** Elements are tuples: a value with the variables bound on the way to it. */
  tupleStream?: boolean;
}

/** Marks a list as a sequence and returns it. */
export function asSequence(items: unknown[]): unknown[] {
  (items as Marked).sequence = true;
  return items;
}

export function isSequence(value: unknown): value is Marked {
  return Array.isArray(value) && (value as Marked).sequence === true;
}

/** What a sequence stands for once an expression is done: nothing, its only value, or itself. */
export function finish(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const marked = value as Marked;
  if (marked.sequence !== true || marked.tupleStream === true) return value;
  if (marked.length === 0) return undefined;
  return marked.length === 1 && marked.keepSingleton !== true ? marked[0] : value;
}

/** Like finish, for an expression that asks for a list even of one value (`[]`). */
export function finishKeeping(value: unknown): unknown {
  if (isSequence(value) && value.tupleStream !== true) value.keepSingleton = true;
  return finish(value);
}

export function isFunction(value: unknown): value is Callable | ((...args: unknown[]) => unknown) {
  return value instanceof Callable || typeof value === 'function';
}

/** An object with fields: neither null nor a list nor a function. */
export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Callable);
}

/** Own field of an object; whatever its prototype offers is out of reach. */
export function ownField(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

/** Sets a field as data, whatever it is called. */
export function setField(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[name] = value;
  }
}

/** Field names of an object or positions of a list; none for anything else. */
export function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !(value instanceof Callable)
    ? Object.keys(value)
    : [];
}

/**
 * Whether a value is a number in JSONata's sense.
 * @throws ExpressionError D1001 for infinity, which JSON cannot hold
 */
export function isNumber(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new ExpressionError('D1001', { value });
  return true;
}

export function isNumberList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isNumber);
}

export function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Effective boolean value; nothing counts as false. */
export function toBoolean(run: Run, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'number') return isNumber(value) && value !== 0;
  if (!Array.isArray(value)) return isFields(value) && namesOf(run, value).length > 0;
  run.tick(1 + (value.length >> 4));
  return value.length === 1 ? toBoolean(run, value[0]) : value.some((item) => toBoolean(run, item));
}

/** Names of all fields, reported as work: of a large object they take as long as a large list. */
function namesOf(run: Run, object: object): string[] {
  const names = Object.keys(object);
  run.tick(names.length >> 2);
  return names;
}

/** Puts two values into one list; nothing adds nothing. */
export function append(run: Run, first: unknown, second: unknown): unknown {
  if (first === undefined) return second;
  if (second === undefined) return first;
  const left: unknown[] = Array.isArray(first) ? first : [first];
  const right: unknown[] = Array.isArray(second) ? second : [second];
  run.charge(left.length + right.length + COST.object);
  return left.concat(right);
}

/** Adds a value to a list: the elements of a list one by one. */
export function pushAll(run: Run, target: unknown[], value: unknown): void {
  if (!Array.isArray(value)) {
    run.charge(COST.grown);
    target.push(value);
    return;
  }
  run.charge(value.length * COST.grown);
  for (const item of value) target.push(item);
}

/** Equality by content. Objects need the same fields in any order. */
export function equals(run: Run, left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (left instanceof Callable || right instanceof Callable) return false;
  run.tick();
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => equals(run, item, right[index]));
  }
  const names = namesOf(run, left);
  if (names.length !== namesOf(run, right).length) return false;
  return names.every(
    (name) => Object.hasOwn(right, name) && equals(run, ownField(left, name), ownField(right, name)),
  );
}

/** Characters (code points) of a text; as a charge against the budget first. */
export function charactersOf(run: Run, text: string): string[] {
  run.charge(text.length);
  return Array.from(text);
}

const SURROGATE = /[\ud800-\udfff]/;

/** Whether characters and UTF-16 units are the same thing in a text. */
export function isSimpleText(text: string): boolean {
  return !SURROGATE.test(text);
}
