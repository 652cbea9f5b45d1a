import { COST } from '../costs.ts';
import type { Ast, Grouping } from '../ast.ts';
import { ExpressionError } from '../errors.ts';
import { openFrame, type Evaluator, type Frame, type Tuple } from '../frame.ts';
import type { Run } from '../run.ts';
import { assignedNames, type Scope } from '../scope.ts';
import { keysOf, setField, type Marked } from '../values.ts';
import { Gathered } from '../gathered.ts';
import type { Compile } from './context.ts';

/** Field names that JSONata keeps for itself. */
const RESERVED: ReadonlySet<string> = new Set(['_jsonata_lambda', '_jsonata_function']);

/** One `key: value` of an object. */
interface Pair {
  key: Evaluator;
  value: Evaluator;
}

/** The values that share a field name. */
interface Group {
  pair: Pair;
  data: Gathered;
}

interface GroupingPlan {
  pairs: readonly Pair[];
  position: number | undefined;
  /** Scope of the variables that tuples carry, where the values can be tuples. */
  scope: Scope | undefined;
}

/**
 * Compiles `{key: value, …}`: one object whose values are evaluated over all items with that key.
 * @param tuples whether the items may be tuples, whose variables keys and values can use
 */
export function compileGroup(grouping: Grouping, scope: Scope, compile: Compile, tuples: boolean): Evaluator {
  const inner = tuples ? scope.inner('tuple') : scope;
  if (tuples) for (const name of assignedNames(grouping.lhs.flat())) inner.declare(name);
  const plan: GroupingPlan = {
    pairs: grouping.lhs.map(([key, value]) => ({ key: compile(key, inner), value: compile(value, inner) })),
    position: grouping.position,
    scope: tuples ? inner : undefined,
  };
  const general: Evaluator = (input, frame) => groupAll(plan, input, frame);
  const names = fixedNames(grouping.lhs);
  if (!names || tuples) return general;
  const values = plan.pairs.map((pair) => pair.value);
  return (input, frame) => {
    if (Array.isArray(input) && input.length !== 1) return general(input, frame);
    const item: unknown = Array.isArray(input) ? input[0] : input;
    frame.run.charge(names.length + COST.object);
    const record: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index++) {
      const value = values[index]?.(item, frame);
      if (value !== undefined) record[names[index] ?? ''] = value;
    }
    return record;
  };
}

/** The field names, when all are plain texts and differ: then nothing has to be grouped or defined. */
function fixedNames(pairs: readonly [Ast, Ast][]): string[] | undefined {
  const names = pairs.map(([key]) =>
    key.type === 'string' && !key.predicate && !key.group ? String(key.value) : undefined,
  );
  const texts = names.filter((name) => name !== undefined);
  const distinct = new Set(texts).size === pairs.length && !texts.some(isSpecial);
  return distinct ? texts : undefined;
}

/** Names that cannot simply be set as a field. */
function isSpecial(name: string): boolean {
  return RESERVED.has(name) || name === '__proto__';
}

function groupAll(plan: GroupingPlan, input: unknown, frame: Frame): unknown {
  const { run } = frame;
  const items: readonly unknown[] = Array.isArray(input) ? input : [input];
  const stream = Array.isArray(input) && (input as Marked).tupleStream === true;
  const groups = new Map<string, Group>();
  // With no item at all the object still comes about, evaluated on nothing.
  for (const item of items.length === 0 && !stream ? [undefined] : items) {
    run.tick();
    const tuple = stream ? (item as Tuple) : undefined;
    const at = plan.scope ? openFrame(plan.scope, frame, tuple) : frame;
    for (const pair of plan.pairs) {
      const key = pair.key(tuple ? tuple['@'] : item, at);
      if (key !== undefined) addToGroup(run, groups, checkKey(key, plan), pair, item, plan);
    }
  }
  return evaluateGroups(plan, groups, stream, frame);
}

function checkKey(key: unknown, plan: GroupingPlan): string {
  const where = { position: plan.position, value: key };
  if (typeof key !== 'string') throw new ExpressionError('T1003', where);
  if (RESERVED.has(key)) throw new ExpressionError('D1013', where);
  return key;
}

function addToGroup(
  run: Run,
  groups: Map<string, Group>,
  key: string,
  pair: Pair,
  item: unknown,
  plan: GroupingPlan,
): void {
  let group = groups.get(key);
  if (group && group.pair !== pair)
    throw new ExpressionError('D1009', { position: plan.position, value: key });
  if (!group) {
    run.charge(COST.group + key.length);
    group = { pair, data: new Gathered() };
    groups.set(key, group);
  }
  group.data.add(run, item);
}

function evaluateGroups(
  plan: GroupingPlan,
  groups: Map<string, Group>,
  stream: boolean,
  frame: Frame,
): unknown {
  const record: Record<string, unknown> = {};
  for (const [key, { pair, data }] of groups) {
    let value: unknown;
    if (stream) {
      const tuple = mergeTuples(frame.run, data.value);
      const context = tuple['@'];
      value = pair.value(context, plan.scope ? openFrame(plan.scope, frame, tuple) : frame);
    } else {
      value = pair.value(data.value, plan.scope ? openFrame(plan.scope, frame) : frame);
    }
    if (value !== undefined) setField(record, key, value);
  }
  return record;
}

/** One tuple for a group of them: each variable holds all of its values. */
function mergeTuples(run: Run, data: unknown): Tuple {
  if (!Array.isArray(data)) return data as Tuple;
  const variables = new Map<string, Gathered>();
  for (const tuple of data as Tuple[]) {
    for (const name of keysOf(tuple)) {
      const gathered = variables.get(name) ?? new Gathered();
      gathered.add(run, tuple[name]);
      variables.set(name, gathered);
    }
  }
  const merged: Tuple = Object.create(null) as Tuple;
  for (const [name, gathered] of variables) merged[name] = gathered.value;
  return merged;
}
