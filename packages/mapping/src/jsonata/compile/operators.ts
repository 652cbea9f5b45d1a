import type { Ast, BinaryAst } from '../ast.ts';
import { ExpressionError } from '../errors.ts';
import type { Evaluator } from '../frame.ts';
import type { Run } from '../run.ts';
import { toText } from '../text.ts';
import { equals, isNumber, toBoolean } from '../values.ts';
import type { NodeCompiler } from './context.ts';
import { compileRange } from './ranges.ts';

type Operator = (left: Evaluator, right: Evaluator, ast: BinaryAst) => Evaluator;

const ARITHMETIC: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

/** Arithmetic: nothing on either side gives nothing. */
function arithmetic(compute: (left: number, right: number) => number): Operator {
  return (left, right, ast) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (a !== undefined) requireNumber(a, 'T2001', ast);
    if (b !== undefined) requireNumber(b, 'T2002', ast);
    return typeof a === 'number' && typeof b === 'number' ? compute(a, b) : undefined;
  };
}

function requireNumber(value: unknown, code: string, ast: BinaryAst): void {
  if (typeof value === 'number' && Number.isFinite(value)) return;
  try {
    if (isNumber(value)) return;
  } catch (error) {
    if (error instanceof ExpressionError) error.locate(ast.position, ast.value);
    throw error;
  }
  throw new ExpressionError(code, { position: ast.position, token: ast.value, value });
}

type Ordered = (left: string | number, right: string | number) => boolean;

function isComparable(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Order of numbers or of texts; nothing on either side gives nothing. */
function comparison(compare: Ordered): Operator {
  return (left, right, ast) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (typeof a === 'number' && typeof b === 'number') return compare(a, b);
    const where = { position: ast.position, token: ast.value };
    if (a !== undefined && !isComparable(a)) throw new ExpressionError('T2010', { ...where, value: a });
    if (b !== undefined && !isComparable(b)) throw new ExpressionError('T2010', { ...where, value: b });
    if (a === undefined || b === undefined) return undefined;
    if (typeof a !== typeof b) throw new ExpressionError('T2009', { ...where, value: a, other: b });
    return compare(a, b);
  };
}

/** Equality by content; nothing equals nothing else, and differs from nothing else. */
function equality(wanted: boolean): Operator {
  return (left, right, ast) => {
    const constant = constantOf(ast.rhs);
    if (constant !== undefined) return equalityWith(constant, left, wanted);
    return equalityOf(left, right, wanted);
  };
}

/** The value of a literal; undefined for any other expression. */
export function constantOf(ast: Ast): string | number | boolean | null | undefined {
  const literal = ast.type === 'string' || ast.type === 'number' || ast.type === 'value';
  return literal && !ast.predicate && !ast.group && ast.keepArray !== true ? ast.value : undefined;
}

/** A literal equals nothing but itself. */
function equalityWith(constant: unknown, left: Evaluator, wanted: boolean): Evaluator {
  if (wanted) return (input, frame) => left(input, frame) === constant;
  return (input, frame) => {
    const value = left(input, frame);
    return value !== undefined && value !== constant;
  };
}

function equalityOf(left: Evaluator, right: Evaluator, wanted: boolean): Evaluator {
  return (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (a === undefined || b === undefined) return false;
    return equals(frame.run, a, b) === wanted;
  };
}

/** Joins as text; nothing counts as the empty text. */
const concatenation: Operator = (left, right) => (input, frame) => {
  const a = asText(frame.run, left(input, frame));
  const b = asText(frame.run, right(input, frame));
  frame.run.chargeJoin(a.length, b.length);
  return a + b;
};

function asText(run: Run, value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : toText(run, value);
}

const inclusion: Operator = (left, right) => (input, frame) => {
  const item = left(input, frame);
  const list = right(input, frame);
  if (item === undefined || list === undefined) return false;
  if (!Array.isArray(list)) return list === item;
  frame.run.tick(list.length >> 4);
  return list.includes(item) && !Number.isNaN(item);
};

const OPERATORS: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(Object.entries(ARITHMETIC).map(([sign, compute]) => [sign, arithmetic(compute)])),
  '=': equality(true),
  '!=': equality(false),
  '<': comparison((left, right) => left < right),
  '<=': comparison((left, right) => left <= right),
  '>': comparison((left, right) => left > right),
  '>=': comparison((left, right) => left >= right),
  '&': concatenation,
  in: inclusion,
  and: (left, right) => (input, frame) =>
    toBoolean(frame.run, left(input, frame)) && toBoolean(frame.run, right(input, frame)),
  or: (left, right) => (input, frame) =>
    toBoolean(frame.run, left(input, frame)) || toBoolean(frame.run, right(input, frame)),
};

/** Operators whose result is true, false or nothing: predicates made of them need no further look. */
export const BOOLEAN_OPERATORS: ReadonlySet<string> = new Set([
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'and',
  'or',
]);

export const compileBinary: NodeCompiler<BinaryAst> = (ast, scope, compile) => {
  if (ast.value === '..') return compileRange(ast, scope, compile);
  const operator = OPERATORS[ast.value];
  if (!operator) throw new ExpressionError('S0204', { position: ast.position, token: ast.value });
  return operator(compile(ast.lhs, scope), compile(ast.rhs, scope), ast);
};
