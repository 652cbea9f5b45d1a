import { Callable } from '../callable.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { Signature } from '../signature.ts';
import { asSequence, isSequence, type Marked } from '../values.ts';

/** Longest text that is evaluated, in characters: nothing ends a parser that is under way. */
const MAX_TEXT = 100_000;

/** What each character of a compiled text counts against the size. */
const COMPILED_SIZE = 6;

/** Steps that compiling a text costs at least. */
const COMPILE_STEPS = 800;

/**
 * `$eval`: compiles a text and evaluates it within the same budget, seeing the variables at the
 * place of the call. What the text assigns stays inside of it.
 */
export class Evaluate extends Callable {
  readonly arity = 2;
  readonly signature = new Signature('<sx?:x>');

  apply(run: Run, args: unknown[], input: unknown, frame: Frame): unknown {
    const [text, context] = args;
    if (typeof text !== 'string') return undefined;
    if (text.length > MAX_TEXT) throw new ExpressionError('X1006');
    run.read(text);
    run.charge(text.length * COMPILED_SIZE);
    run.tick(COMPILE_STEPS + text.length * 10);
    return run.evaluateText(text, context === undefined ? input : asInput(context), frame);
  }
}

/** A list given as context counts as one input. */
function asInput(context: unknown): unknown {
  if (!Array.isArray(context) || isSequence(context)) return context;
  const wrapped: Marked = asSequence([context]);
  wrapped.outerWrapper = true;
  return wrapped;
}

/** Turns an error of the inner expression into the one that `$eval` reports. */
export function evaluationError(code: 'D3120' | 'D3121', cause: unknown): unknown {
  // A spent budget stays what it is: the outer expression could not go on either.
  if (!(cause instanceof ExpressionError) || cause.code.startsWith('X')) return cause;
  return new ExpressionError(code, { value: cause.message });
}
