import { COST } from '../costs.ts';
import type { SortAst } from '../ast.ts';
import { ExpressionError } from '../errors.ts';
import { openFrame, type Evaluator, type Frame, type Tuple } from '../frame.ts';
import { assignedNames, type Scope } from '../scope.ts';
import { mergeSort } from '../sort.ts';
import type { Marked } from '../values.ts';
import type { Compile } from './context.ts';

/** Puts a list in the order of an order-by clause; a list of one or none is returned as it is. */
export type Sorter = (list: readonly unknown[], frame: Frame) => readonly unknown[];

interface Term {
  key: Evaluator;
  descending: boolean;
}

/** A value to be sorted with the sort keys found so far: each is computed once, when first needed. */
const NO_KEYS: unknown[] = [];

interface Entry {
  value: unknown;
  keys: unknown[];
}

/**
 * Compiles an order-by clause.
 * @param tuples whether the list may carry tuples, whose variables the terms can use
 */
export function compileSort(ast: SortAst, scope: Scope, compile: Compile, tuples: boolean): Sorter {
  const inner = tuples ? scope.inner('tuple') : scope;
  if (tuples) {
    for (const name of assignedNames(ast.terms.map((term) => term.expression))) inner.declare(name);
  }
  const terms: Term[] = ast.terms.map((term) => ({
    key: compile(term.expression, inner),
    descending: term.descending,
  }));
  return (list, frame) => {
    if (list.length <= 1) return list;
    const stream = tuples && (list as Marked).tupleStream === true;
    const keyOf = (value: unknown, term: Term): unknown => {
      if (!tuples) return term.key(value, frame);
      const tuple = stream ? (value as Tuple) : undefined;
      return term.key(tuple ? tuple['@'] : value, openFrame(inner, frame, tuple));
    };
    frame.run.charge(list.length * COST.sorted);
    const entries = list.map((value): Entry => ({ value, keys: NO_KEYS }));
    const sorted = mergeSort(
      frame.run,
      entries,
      (left, right) => order(left, right, terms, keyOf, ast) === 1,
    );
    return sorted.map((entry) => entry.value);
  };
}

type KeyOf = (value: unknown, term: Term) => unknown;

function order(left: Entry, right: Entry, terms: readonly Term[], keyOf: KeyOf, ast: SortAst): number {
  for (let index = 0; index < terms.length; index++) {
    const term = terms[index];
    if (!term) break;
    const result = compareKeys(keyAt(left, index, term, keyOf), keyAt(right, index, term, keyOf), term, ast);
    if (result !== 0) return result;
  }
  return 0;
}

function keyAt(entry: Entry, index: number, term: Term, keyOf: KeyOf): unknown {
  if (index >= entry.keys.length) {
    const key = keyOf(entry.value, term);
    // Most orders have one term: a list with room for more would be wasted on it.
    if (entry.keys === NO_KEYS) entry.keys = [key];
    else entry.keys.push(key);
  }
  return entry.keys[index];
}

/** -1, 0 or 1; nothing comes last in either direction. */
function compareKeys(left: unknown, right: unknown, term: Term, ast: SortAst): number {
  if (left === undefined) return right === undefined ? 0 : 1;
  if (right === undefined) return -1;
  const where = { position: ast.position };
  const bad = [left, right].find((key) => typeof key !== 'string' && typeof key !== 'number');
  if (bad !== undefined) throw new ExpressionError('T2008', { ...where, value: bad });
  if (typeof left !== typeof right)
    throw new ExpressionError('T2007', { ...where, value: left, other: right });
  if (left === right) return 0;
  const before = (left as string | number) < (right as string | number);
  return before === term.descending ? 1 : -1;
}
