import { Callable } from './callable.ts';
import type { Frame } from './frame.ts';
import { invoke } from './invoke.ts';
import { Lambda } from './lambda.ts';
import type { Run } from './run.ts';

/** A function with some of its arguments given and the others (`?`) still open. */
export class PartialCall extends Callable {
  readonly arity: number;
  readonly signature = undefined;
  private readonly callee: unknown;
  private readonly given: readonly unknown[];
  private readonly open: readonly number[];

  constructor(callee: unknown, given: readonly unknown[], open: readonly number[]) {
    super();
    this.arity = open.length;
    this.callee = callee;
    this.given = given;
    this.open = open;
  }

  apply(run: Run, args: unknown[], input: unknown, frame: Frame): unknown {
    const all = this.given.slice();
    this.open.forEach((position, index) => {
      all[position] = args[index];
    });
    // JSONata does not check the signature of a written function that is applied partially.
    if (this.callee instanceof Lambda) return this.callee.apply(run, all);
    return invoke(run, this.callee, all, input, frame);
  }
}

/** Two functions one after the other: `$first ~> $second`. */
export class Chain extends Callable {
  readonly arity = 1;
  readonly signature = undefined;
  private readonly first: unknown;
  private readonly second: unknown;

  constructor(first: unknown, second: unknown) {
    super();
    this.first = first;
    this.second = second;
  }

  apply(run: Run, args: unknown[], input: unknown, frame: Frame): unknown {
    const between = invoke(run, this.first, args.slice(0, 1), input, frame);
    return invoke(run, this.second, [between], input, frame);
  }
}
