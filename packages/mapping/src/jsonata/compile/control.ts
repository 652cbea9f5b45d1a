import type { BindAst, BlockAst, ConditionAst } from '../ast.ts';
import { openFrame, type Evaluator } from '../frame.ts';
import { assignedNames, type Scope } from '../scope.ts';
import { finish, toBoolean } from '../values.ts';
import type { Compile, NodeCompiler } from './context.ts';

export const compileCondition: NodeCompiler<ConditionAst> = (ast, scope, compile) => {
  const condition = compile(ast.condition, scope);
  const whenTrue = compile(ast.then, scope);
  const whenFalse = ast.else ? compile(ast.else, scope) : undefined;
  return (input, frame) =>
    finish(toBoolean(condition(input, frame)) ? whenTrue(input, frame) : whenFalse?.(input, frame));
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
  if (names.length === 0) return compileSequence(ast, scope, compile);
  const inner = scope.inner('frame');
  for (const name of names) inner.declare(name);
  const body = compileSequence(ast, inner, compile);
  return (input, frame) => body(input, openFrame(inner, frame));
};

function compileSequence(ast: BlockAst, scope: Scope, compile: Compile): Evaluator {
  const parts = ast.expressions.map((expression) => compile(expression, scope));
  const [only] = parts;
  if (!only) return () => undefined;
  if (parts.length === 1) return only;
  return (input, frame) => {
    let result: unknown;
    for (const part of parts) result = part(input, frame);
    return result;
  };
}
