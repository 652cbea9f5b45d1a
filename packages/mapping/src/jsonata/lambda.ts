import { Callable } from './callable.ts';
import { Frame, UNBOUND, type Evaluator } from './frame.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';
import type { Signature } from './signature.ts';
import { invoke } from './invoke.ts';

/** A function written in the expression, with the variables and context around it. */
export class Lambda extends Callable {
  readonly arity: number;
  readonly signature: Signature | undefined;
  private readonly scope: Scope;
  private readonly body: Evaluator;
  private readonly input: unknown;
  private readonly frame: Frame;

  constructor(shape: LambdaShape, input: unknown, frame: Frame) {
    super();
    this.arity = shape.arity;
    this.signature = shape.signature;
    this.scope = shape.scope;
    this.body = shape.body;
    this.input = input;
    this.frame = frame;
  }

  apply(run: Run, args: unknown[]): unknown {
    const slots: unknown[] = [];
    for (let index = 0; index < this.arity; index++) slots.push(args[index]);
    for (let index = this.arity; index < this.scope.size; index++) slots.push(UNBOUND);
    run.enter();
    const result = this.body(this.input, new Frame(run, this.scope, this.frame, slots));
    run.leave();
    return result;
  }
}

/** What all function values made by one lambda expression have in common. */
export interface LambdaShape {
  arity: number;
  signature: Signature | undefined;
  scope: Scope;
  body: Evaluator;
}

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
