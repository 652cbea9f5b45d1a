import { Builtin } from './builtin.ts';
import { Callable, TailCall } from './callable.ts';
import { ExpressionError } from './errors.ts';
import type { Frame } from './frame.ts';
import { Lambda } from './lambda.ts';
import type { Run } from './run.ts';
import { asSequence } from './values.ts';

/**
 * Calls a function value, and then whatever it left to be called in tail position.
 * @param input context value, for arguments left out
 * @throws ExpressionError T1006 when the callee is not a function
 */
export function invoke(run: Run, callee: unknown, args: unknown[], input: unknown, frame: Frame): unknown {
  let result: unknown;
  if (callee instanceof Lambda) {
    // Done here rather than in a function of its own: recursion gets deeper before the stack is used up.
    const checked = callee.signature ? callee.signature.validate(run, args, input) : args;
    run.tick();
    run.enter();
    result = callee.body(callee.input, callee.open(run, checked));
    run.leave();
  } else {
    result = invokeOnce(run, callee, args, input, frame);
  }
  return result instanceof TailCall ? complete(run, result, input, frame) : result;
}

/** Does a call left in tail position, and those that it leaves in turn. */
export function complete(run: Run, call: TailCall, input: unknown, frame: Frame): unknown {
  let result: unknown = call;
  while (result instanceof TailCall) {
    const next: TailCall = result;
    const { callee } = next;
    try {
      if (callee instanceof Lambda && !callee.signature) {
        run.tick();
        run.enter();
        result = callee.body(callee.input, callee.open(run, next.args));
        run.leave();
      } else {
        result = invokeOnce(run, callee, next.args, input, frame);
      }
    } catch (error) {
      if (error instanceof ExpressionError) error.locate(next.position, next.token);
      throw error;
    }
  }
  return result;
}

function invokeOnce(run: Run, callee: unknown, args: unknown[], input: unknown, frame: Frame): unknown {
  run.tick();
  if (callee instanceof Callable) {
    const checked = callee.signature ? callee.signature.validate(run, args, input) : args;
    return callee.apply(run, checked, input, frame);
  }
  if (typeof callee === 'function') return (callee as (...values: unknown[]) => unknown)(...args);
  throw new ExpressionError('T1006');
}

/** Arguments that a function value can take. */
export function arityOf(callee: unknown): number {
  if (callee instanceof Callable) return callee.arity;
  return typeof callee === 'function' ? callee.length : 0;
}

/** Calls the function given to a higher-order function: with value, key and whole as it can take. */
export function invokeWith(run: Run, callee: unknown, args: readonly unknown[], frame: Frame): unknown {
  const taken = Math.max(1, Math.min(args.length, arityOf(callee)));
  try {
    return invoke(run, callee, args.slice(0, taken), null, frame);
  } catch (error) {
    // Not the higher-order function has got a wrong argument, but the one that it was given.
    if (error instanceof ExpressionError && callee instanceof Builtin) error.locate(undefined, callee.name);
    throw error;
  }
}

/** An empty sequence to be filled by a built-in. */
export function emptySequence(): unknown[] {
  return asSequence([]);
}
