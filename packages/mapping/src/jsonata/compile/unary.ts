import type { Ast, UnaryAst } from '../ast.ts';
import { ExpressionError } from '../errors.ts';
import type { Evaluator } from '../frame.ts';
import type { Run } from '../run.ts';
import type { Scope } from '../scope.ts';
import { isNumber, pushAll, type Marked } from '../values.ts';
import type { Compile, NodeCompiler } from './context.ts';
import { compileGroup } from './groups.ts';
import { compileRangeBounds } from './ranges.ts';

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

/** Adds what one item of an array constructor gives. */
type Fill = (target: unknown[], input: unknown, frame: Parameters<Evaluator>[1]) => void;

function compileArray(ast: UnaryAst, scope: Scope, compile: Compile): Evaluator {
  const fills = (ast.expressions ?? []).map((item) => compileItem(item, scope, compile));
  const cons = ast.consarray === true;
  return (input, frame) => {
    const items: unknown[] = [];
    for (const fill of fills) fill(items, input, frame);
    if (cons) (items as Marked).cons = true;
    return items;
  };
}

function compileItem(item: Ast, scope: Scope, compile: Compile): Fill {
  if (item.type === 'binary' && item.value === '..' && !item.predicate && !item.group) {
    const bounds = compileRangeBounds(item, scope, compile);
    return (target, input, frame) => {
      const range = bounds(input, frame);
      if (range) fillRange(frame.run, target, range.from, range.to);
    };
  }
  const value = compile(item, scope);
  // A list written inside the list stays one element; any other list adds its elements.
  const whole = item.type === 'unary' && item.value === '[';
  return (target, input, frame) => {
    const result = value(input, frame);
    if (result === undefined) return;
    if (whole) target.push(result);
    else pushAll(frame.run, target, result);
  };
}

/** Numbers appended between two reports of work. */
const CHUNK = 65_536;

/** Appends from..to; the size has been charged by the caller of the bounds. */
function fillRange(run: Run, target: unknown[], from: number, to: number): void {
  for (let value = from; value <= to; value++) {
    if ((value - from) % CHUNK === 0) run.tick(Math.min(CHUNK, to - from) >> 4);
    target.push(value);
  }
}
