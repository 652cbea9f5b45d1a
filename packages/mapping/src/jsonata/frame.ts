import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

/** Content of a slot whose variable has not been assigned: the next scope outwards is asked. */
export const UNBOUND: unique symbol = Symbol('unbound');

/** A value on its way through a path, with the variables bound so far; the value is under `@`. */
export type Tuple = Record<string, unknown>;

/** Variables of one scope during evaluation. */
export class Frame {
  readonly run: Run;
  readonly scope: Scope;
  readonly parent: Frame | undefined;
  readonly slots: unknown[];
  /** Variables bound by the steps of a path, where this is the frame of such a path. */
  readonly tuple: Tuple | undefined;

  constructor(run: Run, scope: Scope, parent: Frame | undefined, slots: unknown[], tuple?: Tuple) {
    this.run = run;
    this.scope = scope;
    this.parent = parent;
    this.slots = slots;
    this.tuple = tuple;
  }
}

/** Compiled form of an expression. */
export type Evaluator = (input: unknown, frame: Frame) => unknown;

/** A new frame with all variables of its scope unassigned. */
export function openFrame(scope: Scope, parent: Frame, tuple?: Tuple): Frame {
  return new Frame(parent.run, scope, parent, unboundSlots(scope.size), tuple);
}

/** Slots of unassigned variables, without room for more. */
export function unboundSlots(size: number): unknown[] {
  // Literals are made with room for just their elements; most scopes have one variable or two.
  if (size === 0) return [];
  if (size === 1) return [UNBOUND];
  return size === 2 ? [UNBOUND, UNBOUND] : Array.from({ length: size }, () => UNBOUND);
}
