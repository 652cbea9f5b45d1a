import type { CallAst } from '../ast.ts';
import { Builtin } from '../builtin.ts';
import { BUILTINS } from '../builtins/index.ts';
import { ExpressionError } from '../errors.ts';
import type { Evaluator } from '../frame.ts';
import type { Scope } from '../scope.ts';
import { globalNumber } from './variables.ts';

/** What is made of the result of a call. */
export type Close = (value: unknown) => unknown;

export const asItIs: Close = (value) => value;

/** Results that can never be a sequence, by the letter that ends a signature. */
const SCALAR_RESULT = /:[snb]>$/;

/** The built-in that a call names, unless the expression itself gives the name another meaning. */
function builtinOf(ast: CallAst, scope: Scope): Builtin | undefined {
  const { procedure } = ast;
  if (procedure.type !== 'variable' || procedure.predicate || procedure.group) return undefined;
  const builtin = BUILTINS.get(procedure.value);
  return builtin instanceof Builtin && globalNumber(procedure.value, scope) !== undefined
    ? builtin
    : undefined;
}

/**
 * A call of a built-in with one or two arguments, without a list of arguments in between.
 * @param call the same call in the general way, for when a binding of the caller has the name
 * @returns undefined for any other call
 */
export function compileBuiltinCall(
  ast: CallAst,
  args: readonly Evaluator[],
  scope: Scope,
  call: { general: Evaluator; close: Close },
): Evaluator | undefined {
  const builtin = builtinOf(ast, scope);
  const [first, second] = args;
  if (!builtin || !first || args.length > 2) return undefined;
  const global = globalNumber(builtin.name, scope) ?? 0;
  const { general } = call;
  const close = SCALAR_RESULT.test(builtin.signature.definition) ? asItIs : call.close;
  const { position } = ast;
  const { name } = builtin;
  const located = (error: unknown): unknown => {
    if (error instanceof ExpressionError) error.locate(position, name);
    return error;
  };
  if (!second) {
    return (input, frame) => {
      if (frame.run.globals[global] !== builtin) return general(input, frame);
      const value = first(input, frame);
      try {
        return close(builtin.callWithOne(frame, value, input));
      } catch (error) {
        throw located(error);
      }
    };
  }
  return (input, frame) => {
    if (frame.run.globals[global] !== builtin) return general(input, frame);
    const value = first(input, frame);
    const other = second(input, frame);
    try {
      return close(builtin.callWithTwo(frame, value, other, input));
    } catch (error) {
      throw located(error);
    }
  };
}
