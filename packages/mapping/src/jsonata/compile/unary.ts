import { COST } from '../costs.ts';
import type { Ast, UnaryAst } from '../ast.ts';
import { ExpressionError } from '../errors.ts';
import type { Evaluator } from '../frame.ts';
import type { Scope } from '../scope.ts';
import { isNumber, pushAll, type Marked } from '../values.ts';
import type { Compile, NodeCompiler } from './context.ts';
import { compileGroup } from './groups.ts';
import { compileRangeBounds, fillRange } from './ranges.ts';

export const compileUnary: NodeCompiler<UnaryAst> = (ast, scope, compile) => {
  if (ast.value === '{') {
    return compileGroup({ lhs: ast.lhs ?? [], ...positionOf(ast) }, scope, compile, false);
  }
  return ast.value === '[' ? compileArray(ast, scope, compile) : compileNegation(ast, scope, compile);
};

function positionOf(ast: Ast): { position?: number } {
  return ast.position === undefined ? {} : { position: ast.position };
}

function compileNegation(ast: UnaryAst, scope: Scope, compile: Compile): Evaluator {
  const operand = ast.expression ? compile(ast.expression, scope) : () => undefined;
  return (input, frame) => {
    const value = operand(input, frame);
    if (value === undefined) return undefined;
    if (isNumber(value)) return -value;
    throw new ExpressionError('D1002', { position: ast.position, token: ast.value, value });
  };
}

/** One item of an array constructor. */
type Item =
  | { kind: 'value' | 'list'; evaluator: Evaluator }
  | { kind: 'range'; bounds: ReturnType<typeof compileRangeBounds> };

function compileArray(ast: UnaryAst, scope: Scope, compile: Compile): Evaluator {
  const items = (ast.expressions ?? []).map((item) => compileItem(item, scope, compile));
  const cons = ast.consarray === true;
  return (input, frame) => {
    frame.run.charge(COST.list);
    const list: unknown[] = [];
    for (const item of items) {
      if (item.kind === 'range') {
        fillRange(frame.run, list, item.bounds(input, frame));
        continue;
      }
      const value = item.evaluator(input, frame);
      if (value === undefined) continue;
      if (item.kind === 'list') list.push(value);
      else pushAll(frame.run, list, value);
    }
    if (cons) (list as Marked).cons = true;
    return list;
  };
}

function compileItem(item: Ast, scope: Scope, compile: Compile): Item {
  if (item.type === 'binary' && item.value === '..' && !item.predicate && !item.group) {
    return { kind: 'range', bounds: compileRangeBounds(item, scope, compile) };
  }
  // A list written inside the list stays one element; any other list adds its elements.
  const whole = item.type === 'unary' && item.value === '[';
  return { kind: whole ? 'list' : 'value', evaluator: compile(item, scope) };
}
