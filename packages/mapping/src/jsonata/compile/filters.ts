import { COST } from '../costs.ts';
import type { Ast } from '../ast.ts';
import { openFrame, type Evaluator, type Frame, type Tuple } from '../frame.ts';
import { emptySequence } from '../invoke.ts';
import type { Run } from '../run.ts';
import { assignedNames, type Scope } from '../scope.ts';
import { asSequence, isNumber, isNumberList, toBoolean, type Marked } from '../values.ts';
import type { Compile } from './context.ts';
import { fieldName, fieldOf } from './chains.ts';
import { BOOLEAN_OPERATORS, constantOf } from './operators.ts';

/** Selects from a value what a predicate `[...]` lets through; gives a list. */
export type Filter = (value: unknown, frame: Frame) => unknown[];

/**
 * Compiles a predicate.
 * @param tuples whether the filtered list may carry tuples, whose variables the predicate can use
 */
export function compileFilter(predicate: Ast, scope: Scope, compile: Compile, tuples: boolean): Filter {
  if (predicate.type === 'number') return positionFilter(Math.floor(Number(predicate.value)));
  if (tuples) return tupleFilter(predicate, scope, compile);
  const test = compile(predicate, scope);
  const choose = isTest(predicate) ? keepWhenTrue(quickTest(predicate, test)) : keepByResult(test);
  return (value, frame) => choose(listOf(value), frame);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** `[0]`, `[-1]`: one element by position. */
function positionFilter(position: number): Filter {
  return (value) => {
    const list = listOf(value);
    const item = list[position < 0 ? list.length + position : position];
    if (Array.isArray(item)) return item;
    const result = emptySequence();
    if (Array.isArray(value) && (value as Marked).tupleStream === true) (result as Marked).tupleStream = true;
    if (item !== undefined) result.push(item);
    return result;
  };
}

/** Whether a predicate can only give true, false or nothing, and so never a position. */
function isTest(predicate: Ast): boolean {
  return predicate.type === 'binary' && BOOLEAN_OPERATORS.has(predicate.value) && !predicate.predicate;
}

type Test = (item: unknown, frame: Frame) => boolean;

/** `[field = "constant"]`, the usual predicate, looks at the field of an object itself. */
function quickTest(predicate: Ast, test: Evaluator): Test {
  const general: Test = (item, frame) => toBoolean(frame.run, test(item, frame));
  if (predicate.type !== 'binary' || predicate.value !== '=') return general;
  const name = fieldName(predicate.lhs);
  const constant = constantOf(predicate.rhs);
  if (name === undefined || constant === undefined) return general;
  return (item, frame) => {
    if (typeof item !== 'object' || item === null) return false;
    return Array.isArray(item) ? general(item, frame) : fieldOf(item, name) === constant;
  };
}

type Choose = (list: readonly unknown[], frame: Frame) => unknown[];

function keepWhenTrue(test: Test): Choose {
  return (list, frame) => {
    const kept: unknown[] = [];
    const { run } = frame;
    for (const item of list) {
      run.tick();
      if (!test(item, frame)) continue;
      run.charge(COST.grown);
      kept.push(item);
    }
    return asSequence(kept);
  };
}

function keepByResult(test: Evaluator): Choose {
  return (list, frame) => {
    const kept: unknown[] = [];
    for (let index = 0; index < list.length; index++) {
      frame.run.tick();
      select(frame.run, test(list[index], frame), list, index, kept);
    }
    frame.run.charge(kept.length * COST.grown);
    return asSequence(kept);
  };
}

/** Keeps the element if the predicate's result names its position, or else is true. */
function select(run: Run, result: unknown, list: readonly unknown[], index: number, kept: unknown[]): void {
  if (typeof result === 'boolean') {
    if (result) kept.push(list[index]);
    return;
  }
  if (Array.isArray(result)) run.tick(result.length >> 4);
  const positions = isNumber(result) ? [result] : isNumberList(result) ? result : undefined;
  if (!positions) {
    if (toBoolean(run, result)) kept.push(list[index]);
    return;
  }
  for (const position of positions) {
    const whole = Math.floor(position);
    if ((whole < 0 ? list.length + whole : whole) === index) kept.push(list[index]);
  }
}

/** A predicate over a list that carries tuples, or over a plain one where no tuple came about. */
function tupleFilter(predicate: Ast, scope: Scope, compile: Compile): Filter {
  const inner = scope.inner('tuple');
  for (const name of assignedNames([predicate])) inner.declare(name);
  const test = compile(predicate, inner);
  return (value, frame) => {
    const list = listOf(value);
    const stream = Array.isArray(value) && (value as Marked).tupleStream === true;
    const kept = emptySequence();
    if (stream) (kept as Marked).tupleStream = true;
    for (let index = 0; index < list.length; index++) {
      frame.run.tick();
      const tuple = stream ? (list[index] as Tuple) : undefined;
      const context = tuple ? tuple['@'] : list[index];
      select(frame.run, test(context, openFrame(inner, frame, tuple)), list, index, kept);
    }
    frame.run.charge(kept.length * COST.grown);
    return kept;
  };
}
