import { COST } from '../costs.ts';
import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import { arityOf, emptySequence, invokeWith } from '../invoke.ts';
import { keysOf, ownField, setField, toBoolean } from '../values.ts';

function map(frame: Frame, list: readonly unknown[], func: unknown): unknown[] {
  const results = emptySequence();
  for (let index = 0; index < list.length; index++) {
    const result = invokeWith(frame.run, func, [list[index], index, list], frame);
    if (result === undefined) continue;
    frame.run.charge(COST.grown);
    results.push(result);
  }
  return results;
}

function filter(frame: Frame, list: readonly unknown[], func: unknown): unknown[] {
  const kept = emptySequence();
  for (let index = 0; index < list.length; index++) {
    const wanted = invokeWith(frame.run, func, [list[index], index, list], frame);
    if (toBoolean(frame.run, wanted)) kept.push(list[index]);
  }
  frame.run.charge(kept.length * COST.grown);
  return kept;
}

function single(frame: Frame, list: readonly unknown[], func: unknown): unknown {
  const found: unknown[] = [];
  for (let index = 0; index < list.length; index++) {
    const wanted = func === undefined || invokeWith(frame.run, func, [list[index], index, list], frame);
    if (toBoolean(frame.run, wanted) && found.push(list[index]) > 1)
      throw new ExpressionError('D3138', { index });
  }
  if (found.length === 0) throw new ExpressionError('D3139');
  return found[0];
}

function reduce(frame: Frame, list: readonly unknown[], func: unknown, initial: unknown): unknown {
  const arity = arityOf(func);
  if (arity < 2) throw new ExpressionError('D3050', { index: 1 });
  const fromFirst = initial === undefined && list.length > 0;
  let result = fromFirst ? list[0] : initial;
  for (let index = fromFirst ? 1 : 0; index < list.length; index++) {
    result = invokeWith(frame.run, func, [result, list[index], index, list], frame);
  }
  return result;
}

function each(frame: Frame, object: object | undefined, func: unknown): unknown[] {
  const results = emptySequence();
  for (const [name, value] of Object.entries(object ?? {})) {
    const result = invokeWith(frame.run, func, [value, name, object], frame);
    if (result === undefined) continue;
    frame.run.charge(COST.grown);
    results.push(result);
  }
  return results;
}

function sift(frame: Frame, object: object, func: unknown): unknown {
  const kept: Record<string, unknown> = {};
  let count = 0;
  for (const name of keysOf(object)) {
    const value = ownField(object, name);
    if (!toBoolean(frame.run, invokeWith(frame.run, func, [value, name, object], frame))) continue;
    setField(kept, name, value);
    count += 1;
  }
  frame.run.charge(count * COST.field);
  return count === 0 ? undefined : kept;
}

export const HIGHER_ORDER_FUNCTIONS: readonly Definition[] = [
  {
    name: 'map',
    signature: '<af>',
    parameters: ['list', 'function'],
    help: 'Applies a function to each element; it gets the element, its position and the list.',
    example: '$map([1, 2], function($n) { $n * 10 }) gives [10, 20]',
    implement: map,
  },
  {
    name: 'filter',
    signature: '<af>',
    parameters: ['list', 'function'],
    help: 'Keeps the elements for which a function gives true.',
    example: '$filter(lines, function($l) { $l.quantity > 0 })',
    implement: filter,
  },
  {
    name: 'single',
    signature: '<af?>',
    parameters: ['list', 'function'],
    help: 'The one element for which a function gives true; fails when there is none or more than one.',
    example: '$single(parties, function($p) { $p.role = "ST" })',
    implement: single,
  },
  {
    name: 'reduce',
    signature: '<afj?:j>',
    parameters: ['list', 'function', 'initial'],
    help: 'Combines all elements into one value, step by step.',
    example: '$reduce([1, 2, 3], function($sum, $n) { $sum + $n }) gives 6',
    implement: reduce,
  },
  {
    name: 'each',
    signature: '<o-f:a>',
    parameters: ['object', 'function'],
    takesNothing: true,
    help: 'Applies a function to each field of an object; it gets the value and the name.',
    example: '$each(codes, function($value, $name) { $name & "=" & $value })',
    implement: each,
  },
  {
    name: 'sift',
    signature: '<o-f?:o>',
    parameters: ['object', 'function'],
    help: 'Keeps the fields of an object for which a function of value and name gives true.',
    example: '$sift(order, function($value) { $value != "" })',
    implement: sift,
  },
];
