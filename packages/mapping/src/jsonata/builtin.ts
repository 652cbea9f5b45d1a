import { Callable } from './callable.ts';
import type { Frame } from './frame.ts';
import { LONG_TEXT, type Run } from './run.ts';
import { Signature } from './signature.ts';

/** What the editor's help and completion show about a function. */
export interface FunctionHelp {
  /** Name without `$`. */
  readonly name: string;
  /** JSONata signature: what it takes, and after the colon what it gives. */
  readonly signature: string;
  /** Parameter names in order, for the editor. */
  readonly parameters: readonly string[];
  readonly group: FunctionGroup;
  readonly help: string;
  readonly example: string;
  /** Whether it is part of JSONata or a helper of ours. */
  readonly standard: boolean;
}

export type FunctionGroup = 'text' | 'number' | 'list' | 'object' | 'function' | 'date' | 'general';

/** A built-in as its file defines it. */
export interface Definition {
  name: string;
  signature: string;
  parameters: readonly string[];
  help: string;
  example: string;
  /** Does the work; the arguments have been checked against the signature. */
  implement: (frame: Frame, ...args: never[]) => unknown;
  /** Nothing as the first argument is passed on rather than giving nothing. */
  takesNothing?: boolean;
  /** Arguments that higher-order functions may pass, where they differ from the signature. */
  arity?: number;
}

/** A function of the language. */
export class Builtin extends Callable {
  readonly name: string;
  readonly arity: number;
  readonly signature: Signature;
  private readonly implement: (frame: Frame, ...args: unknown[]) => unknown;
  private readonly takesNothing: boolean;

  constructor(definition: Definition) {
    super();
    this.name = definition.name;
    this.signature = new Signature(definition.signature);
    this.arity = definition.arity ?? this.signature.length;
    // The signature has been checked by the time of the call, so the arguments have these types.
    this.implement = definition.implement as (frame: Frame, ...args: unknown[]) => unknown;
    this.takesNothing = definition.takesNothing === true;
  }

  /** Checks and does a call with one argument. */
  callWithOne(frame: Frame, first: unknown, input: unknown): unknown {
    const { run } = frame;
    const { signature } = this;
    run.tick();
    if (!signature.takes(1) || !signature.accepts(0, first))
      return this.apply(run, signature.validate(run, [first], input), input, frame);
    const value = signature.complete(0, first);
    if (value === undefined && !this.takesNothing) return undefined;
    readLong(run, value);
    return this.implement(frame, value);
  }

  /** Checks and does a call with two arguments. */
  callWithTwo(frame: Frame, first: unknown, second: unknown, input: unknown): unknown {
    const { run } = frame;
    const { signature } = this;
    run.tick();
    if (!signature.takes(2) || !signature.accepts(0, first) || !signature.accepts(1, second))
      return this.apply(run, signature.validate(run, [first, second], input), input, frame);
    const value = signature.complete(0, first);
    const other = signature.complete(1, second);
    if (value === undefined && !this.takesNothing) return undefined;
    readLong(run, value);
    readLong(run, other);
    return this.implement(frame, value, other);
  }

  apply(run: Run, args: unknown[], _input: unknown, frame: Frame): unknown {
    if (!this.takesNothing && args[0] === undefined) return undefined;
    for (const arg of args) readLong(run, arg);
    switch (args.length) {
      case 1:
        return this.implement(frame, args[0]);
      case 2:
        return this.implement(frame, args[0], args[1]);
      default:
        return this.implement(frame, ...args);
    }
  }
}

function readLong(run: Run, value: unknown): void {
  if (typeof value === 'string' && value.length >= LONG_TEXT) run.read(value);
}
