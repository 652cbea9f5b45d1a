import { COST } from '../costs.ts';
import type { Frame } from '../frame.ts';
import { lookup } from '../lookup.ts';
import type { Run } from '../run.ts';
import { asSequence, finish, isSequence, pushAll, type Marked } from '../values.ts';

/** Where evaluation of a path has got to. */
export interface Position {
  /** The values reached; when undefined there is one only, in `value`. */
  list: readonly unknown[] | undefined;
  value: unknown;
  /** The list is data rather than a sequence: it stays a list whatever its length. */
  plain: boolean;
}

/** Advances one step; false ends the path with what has been reached. */
export type Step = (position: Position, frame: Frame) => boolean;

/** What a step gives for one value. */
export type Visit = (value: unknown, frame: Frame) => unknown;

/** A step that reads a field. */
export function visitField(name: string): Visit {
  return (value, frame) => {
    const found = lookup(frame.run, value, name);
    return Array.isArray(found) ? finish(found) : found;
  };
}

export interface StepTraits {
  /** It is the last step of the path. */
  last: boolean;
  /** Sequences that it gives were made by it, and belong to the path. */
  fresh: boolean;
}

export function visitStep(visit: Visit, { last, fresh }: StepTraits): Step {
  return (position, frame) => {
    const { list } = position;
    if (list) return visitAll(position, list, visit, last, frame);
    const found = visit(position.value, frame);
    return fresh && isSequence(found)
      ? takeSequence(position, found)
      : visitOne(position, found, last, frame.run);
  };
}

/**
 * A sequence of the path's own needs no copy; one value is as good as a list of it. Nothing is no
 * value, but a predicate can let it through, and then it counts in a list.
 */
function takeSequence(position: Position, found: unknown[]): boolean {
  const single = found.length === 1 && found[0] !== undefined;
  position.value = single ? found[0] : undefined;
  position.list = single ? undefined : found;
  return found.length > 0;
}

/** Takes the result of a step on a single value. */
function visitOne(position: Position, found: unknown, last: boolean, run: Run): boolean {
  position.value = found;
  if (found === undefined) return false;
  if (!Array.isArray(found)) return true;
  if (last && !isSequence(found)) {
    position.list = found;
    position.plain = true;
    return true;
  }
  if ((found as Marked).cons === true) return true;
  const items: unknown[] = [];
  pushAll(run, items, found);
  position.list = items;
  return items.length > 0;
}

/** Takes the results of a step on each value of a list, lists among them flattened once. */
export function visitAll(
  position: Position,
  list: readonly unknown[],
  visit: Visit,
  last: boolean,
  frame: Frame,
): boolean {
  const { run } = frame;
  const items: unknown[] = [];
  let results = 0;
  let first: unknown;
  position.value = undefined;
  run.tick(list.length);
  for (const item of list) {
    const found = visit(item, frame);
    if (found === undefined) continue;
    if (results === 0) first = found;
    results += 1;
    if (Array.isArray(found) && (found as Marked).cons !== true) pushAll(run, items, found);
    else {
      run.charge(COST.grown);
      items.push(found);
    }
  }
  const only = last && results === 1 && Array.isArray(first) && !isSequence(first) ? first : undefined;
  position.plain = only !== undefined;
  position.list = only ?? items;
  return position.list.length > 0;
}

/** A sequence that stays a list whatever its length. */
export function kept(items: unknown[]): unknown[] {
  const list = asSequence(items);
  (list as Marked).keepSingleton = true;
  return list;
}

/**
 * The value of a path that has come to a position.
 * @param keep whether a single value is wanted as a list
 */
export function resultOf(position: Position, keep: boolean): unknown {
  const { list, plain } = position;
  if (plain) return list;
  if (!list) return keep && position.value !== undefined ? kept([position.value]) : position.value;
  if (list.length === 0) return undefined;
  // Sequences in the making belong to this evaluation alone.
  if (keep) return kept(list as unknown[]);
  return list.length === 1 ? list[0] : asSequence(list as unknown[]);
}
