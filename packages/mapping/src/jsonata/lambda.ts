import { Callable } from './callable.ts';
import { Frame, unboundSlots, type Evaluator } from './frame.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';
import type { Signature } from './signature.ts';

/** A function written in the expression, with the variables and context around it. */
export class Lambda extends Callable {
  readonly arity: number;
  readonly signature: Signature | undefined;
  /** What the function evaluates; its context is that of the place where the function was made. */
  readonly body: Evaluator;
  readonly input: unknown;
  private readonly scope: Scope;
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

  apply(run: Run, args: readonly unknown[]): unknown {
    run.enter();
    const result = this.body(this.input, this.open(run, args));
    run.leave();
    return result;
  }

  /** A frame with the parameters set, in which the body can be evaluated. */
  open(run: Run, args: readonly unknown[]): Frame {
    const { arity, scope } = this;
    const slots = unboundSlots(scope.size);
    for (let index = 0; index < arity; index++) slots[index] = args[index];
    return new Frame(run, scope, this.frame, slots);
  }
}

/** What all function values made by one lambda expression have in common. */
export interface LambdaShape {
  arity: number;
  signature: Signature | undefined;
  scope: Scope;
  body: Evaluator;
}
