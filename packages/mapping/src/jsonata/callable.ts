import type { Frame } from './frame.ts';
import type { Run } from './run.ts';
import type { Signature } from './signature.ts';

/** A function value: built-in, written in the expression, or made from others. */
export abstract class Callable {
  /** Arguments that the function can take; higher-order functions pass no more than these. */
  abstract readonly arity: number;
  /** Checks and completes the arguments; without it they are passed as they come. */
  abstract readonly signature: Signature | undefined;
  /**
   * Does the work with checked arguments.
   * @param frame variables at the place of the call
   */
  abstract apply(run: Run, args: unknown[], input: unknown, frame: Frame): unknown;
}

/** A call in tail position, still to be done: makes recursion in tail position a loop. */
export class TailCall extends Callable {
  readonly arity = 0;
  readonly signature = undefined;
  readonly callee: unknown;
  readonly args: unknown[];
  readonly token: string | undefined;
  readonly position: number | undefined;

  constructor(callee: unknown, args: unknown[], token: string | undefined, position: number | undefined) {
    super();
    this.callee = callee;
    this.args = args;
    this.token = token;
    this.position = position;
  }

  apply(): unknown {
    return undefined;
  }
}
