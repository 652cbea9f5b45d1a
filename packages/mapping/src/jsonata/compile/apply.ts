import type { ApplyAst } from '../ast.ts';
import { Chain } from '../composed.ts';
import { ExpressionError } from '../errors.ts';
import { invoke } from '../invoke.ts';
import { isFunction } from '../values.ts';
import { asItIs } from './builtinCalls.ts';
import { compileCallWith } from './calls.ts';
import type { NodeCompiler } from './context.ts';

/** `value ~> $f(…)`, `value ~> $f`, or two functions put in a chain. */
export const compileApply: NodeCompiler<ApplyAst> = (ast, scope, compile) => {
  const left = compile(ast.lhs, scope);
  if (ast.rhs.type === 'function')
    return compileCallWith(ast.rhs, scope, compile, { before: left, close: asItIs });
  const right = compile(ast.rhs, scope);
  return (input, frame) => {
    const value = left(input, frame);
    const target = right(input, frame);
    if (!isFunction(target)) throw new ExpressionError('T2006', { position: ast.position, value: target });
    if (isFunction(value)) return new Chain(value, target);
    try {
      return invoke(frame.run, target, [value], null, frame);
    } catch (error) {
      if (error instanceof ExpressionError) error.locate(ast.position, undefined);
      throw error;
    }
  };
};
