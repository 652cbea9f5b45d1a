import type { BindAst, BlockAst, ConditionAst } from '../ast.ts';
import { openFrame } from '../frame.ts';
import { assignedNames } from '../scope.ts';
import { finish, toBoolean } from '../values.ts';
import type { NodeCompiler } from './context.ts';

export const compileCondition: NodeCompiler<ConditionAst> = (ast, scope, compile) => {
  const condition = compile(ast.condition, scope);
  const whenTrue = compile(ast.then, scope);
  const whenFalse = ast.else ? compile(ast.else, scope) : undefined;
  return (input, frame) =>
    finish(
      toBoolean(frame.run, condition(input, frame)) ? whenTrue(input, frame) : whenFalse?.(input, frame),
    );
};

/** Assigns in the innermost scope; gives the value. */
export const compileBind: NodeCompiler<BindAst> = (ast, scope, compile) => {
  const slot = scope.declare(ast.lhs.value);
  const value = compile(ast.rhs, scope);
  return (input, frame) => {
    const result = value(input, frame);
    frame.slots[slot] = result;
    return finish(result);
  };
};

/** A block is a scope of its own; where it assigns nothing it needs no frame. */
export const compileBlock: NodeCompiler<BlockAst> = (ast, scope, compile) => {
  const names = assignedNames(ast.expressions);
  const inner = names.length === 0 ? undefined : scope.inner('frame');
  for (const name of names) inner?.declare(name);
  const parts = ast.expressions.map((expression) => compile(expression, inner ?? scope));
  const last = parts.pop() ?? nothing;
  // What hangs on the block sees a sequence as it is.
  const hangs = ast.predicate !== undefined || ast.group !== undefined || ast.keepArray === true;
  if (!inner && parts.length === 0 && hangs) return last;
  if (!inner && parts.length === 0) return (input, frame) => finish(last(input, frame));
  return (input, frame) => {
    const within = inner ? openFrame(inner, frame) : frame;
    for (const part of parts) part(input, within);
    const result = last(input, within);
    return hangs ? result : finish(result);
  };
};

function nothing(): undefined {
  return undefined;
}
