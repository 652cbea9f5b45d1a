import type { BinaryAst } from '../ast.ts';
import { ExpressionError } from '../errors.ts';
import type { Evaluator, Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import type { Scope } from '../scope.ts';
import { asSequence } from '../values.ts';
import type { Compile } from './context.ts';

/** Longest range that JSONata allows. */
const MAX_RANGE = 1e7;

export interface Bounds {
  from: number;
  to: number;
}

/** Evaluates both ends of a range and charges its size; undefined for an empty range. */
export function compileRangeBounds(
  ast: BinaryAst,
  scope: Scope,
  compile: Compile,
): (input: unknown, frame: Frame) => Bounds | undefined {
  const lower = compile(ast.lhs, scope);
  const upper = compile(ast.rhs, scope);
  const where = { position: ast.position, token: ast.value };
  return (input, frame) => {
    const from = lower(input, frame);
    const to = upper(input, frame);
    if (from !== undefined && !Number.isInteger(from))
      throw new ExpressionError('T2003', { ...where, value: from });
    if (to !== undefined && !Number.isInteger(to))
      throw new ExpressionError('T2004', { ...where, value: to });
    if (typeof from !== 'number' || typeof to !== 'number' || from > to) return undefined;
    const size = to - from + 1;
    if (size > MAX_RANGE) throw new ExpressionError('D2014', { ...where, value: size });
    frame.run.charge(size);
    return { from, to };
  };
}

/** A range that does not stand in an array constructor. */
export function compileRange(ast: BinaryAst, scope: Scope, compile: Compile): Evaluator {
  const bounds = compileRangeBounds(ast, scope, compile);
  return (input, frame) => {
    const range = bounds(input, frame);
    if (!range) return undefined;
    const items: unknown[] = [];
    fillRange(frame.run, items, range);
    return asSequence(items);
  };
}

/** Numbers appended between two reports of work. */
const CHUNK = 65_536;

/** Appends the numbers of a range; their number has been charged with the bounds. */
export function fillRange(run: Run, target: unknown[], range: Bounds | undefined): void {
  if (!range) return;
  const { from, to } = range;
  const start = target.length;
  // Room is made once: a list that grows number by number takes several times the memory.
  if (to - from >= CHUNK) target.length = start + to - from + 1;
  // Counted by place: beyond 2^53 a number plus one is the same number.
  const size = to - from + 1;
  for (let place = 0; place < size; place++) {
    if (place % CHUNK === 0) run.tick(Math.min(CHUNK, size) >> 4);
    target[start + place] = from + place;
  }
}
