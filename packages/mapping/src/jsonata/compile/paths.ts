import type { Ast, PathAst } from '../ast.ts';
import type { Evaluator, Frame } from '../frame.ts';
import { lookup } from '../lookup.ts';
import type { Run } from '../run.ts';
import type { Scope } from '../scope.ts';
import { asSequence, finish, isSequence, pushAll, type Marked } from '../values.ts';
import type { Compile, NodeCompiler } from './context.ts';
import { compileFilter } from './filters.ts';
import { compileGroup } from './groups.ts';
import { compileSort } from './sorts.ts';
import { compileTuplePath, type Reached } from './tuples.ts';

/** Where evaluation of a path has got to. */
interface Position {
  /** The values reached; when undefined there is one only, in `value`. */
  list: readonly unknown[] | undefined;
  value: unknown;
  /** The list is data rather than a sequence: it stays a list whatever its length. */
  plain: boolean;
}

/** Advances one step; false ends the path with what has been reached. */
type Step = (position: Position, frame: Frame) => boolean;

/** What a step gives for one value. */
type Visit = (value: unknown, frame: Frame) => unknown;

export const compilePath: NodeCompiler<PathAst> = (ast, scope, compile) => {
  const firstTuple = ast.steps.findIndex((step) => step.tuple === true);
  if (firstTuple >= 0) return compileWithTuples(ast, firstTuple, scope, compile);
  const [only] = ast.steps;
  const keeps = ast.keepSingletonArray === true || ast.keepArray === true;
  if (ast.steps.length === 1 && only && isPlainName(only) && !ast.group && !keeps) {
    return compileField(only.value);
  }
  return compileSteps(ast, scope, compile);
};

function isPlainName(step: Ast): step is Extract<Ast, { type: 'name' }> {
  return step.type === 'name' && !step.stages && !step.predicate && !step.group;
}

/** A single name: by far the most frequent path. */
function compileField(name: string): Evaluator {
  const visit = visitField(name);
  return (input, frame) => {
    if (Array.isArray(input)) {
      const position: Position = { list: input, value: undefined, plain: true };
      visitAll(position, input, visit, true, frame);
      return result(position, false);
    }
    const value = lookup(frame.run, input, name);
    return Array.isArray(value) && isSequence(value) ? finish(asSequence(value.slice())) : value;
  };
}

function visitField(name: string): Visit {
  return (value, frame) => {
    const found = lookup(frame.run, value, name);
    return Array.isArray(found) ? finish(found) : found;
  };
}

function compileSteps(ast: PathAst, scope: Scope, compile: Compile): Evaluator {
  const steps = ast.steps.map((step, index) => compileStep(step, index, ast.steps.length, scope, compile));
  // A path that begins with a variable does not begin at the context.
  const absolute = ast.steps[0]?.type === 'variable';
  const keepSingleton = ast.keepSingletonArray === true;
  const keep = keepSingleton || ast.keepArray === true;
  const group = ast.group ? compileGroup(ast.group, scope, compile, false) : undefined;
  return (input, frame) => {
    const position: Position = { list: undefined, value: input, plain: false };
    if (Array.isArray(input) && !absolute) position.list = input;
    for (const step of steps) if (!step(position, frame)) break;
    // A list built by the expression, asked to stay one, counts as one value.
    if (keepSingleton && isConstructed(position)) {
      position.list = kept([position.list]);
      position.plain = false;
    }
    if (group) return group(position.list ?? [position.value], frame);
    return result(position, keep);
  };
}

/** A path whose steps, from some point on, carry variables along. */
function compileWithTuples(ast: PathAst, firstTuple: number, scope: Scope, compile: Compile): Evaluator {
  const split = Math.max(firstTuple, ast.steps[0]?.consarray === true ? 1 : 0);
  const count = ast.steps.length;
  const before = ast.steps
    .slice(0, split)
    .map((step, index) => compileStep(step, index, count, scope, compile));
  const absolute = ast.steps[0]?.type === 'variable';
  const prefix = (input: unknown, frame: Frame): Reached => {
    const position: Position = { list: undefined, value: input, plain: false };
    if (Array.isArray(input) && !absolute) position.list = input;
    for (const step of before)
      if (!step(position, frame)) return { values: position.list ?? [], plain: position.plain };
    return { values: position.list ?? [position.value], plain: position.plain };
  };
  return compileTuplePath({ ast, split, prefix }, scope, compile);
}

/** Whether the path has come to a list made by a constructor in the expression. */
function isConstructed(position: Position): boolean {
  return position.plain && (position.list as Marked | undefined)?.cons === true;
}

function kept(items: unknown[]): unknown[] {
  const list = asSequence(items);
  (list as Marked).keepSingleton = true;
  return list;
}

function result(position: Position, keep: boolean): unknown {
  const { list, plain } = position;
  if (plain) return list;
  if (!list) return keep && position.value !== undefined ? kept([position.value]) : position.value;
  if (list.length === 0) return undefined;
  // Sequences in the making belong to this evaluation alone.
  if (keep) return kept(list as unknown[]);
  return list.length === 1 ? list[0] : asSequence(list as unknown[]);
}

function compileStep(step: Ast, index: number, count: number, scope: Scope, compile: Compile): Step {
  if (step.type === 'sort') return sortStep(compileSort(step, scope, compile, false), step, scope, compile);
  if (index === 0 && step.consarray === true) return constructorStep(compile(step, scope));
  const last = index === count - 1;
  const visit = withStages(compileVisit(step, scope, compile), step, scope, compile);
  return (position, frame) => {
    const { list } = position;
    if (list) return visitAll(position, list, visit, last, frame);
    return visitOne(position, visit(position.value, frame), last, frame.run);
  };
}

function compileVisit(step: Ast, scope: Scope, compile: Compile): Visit {
  return isPlainName(step) && step.keepArray !== true ? visitField(step.value) : compile(step, scope);
}

function withStages(visit: Visit, step: Ast, scope: Scope, compile: Compile): Visit {
  let staged = visit;
  for (const stage of step.stages ?? []) {
    if (!stage.expr) continue;
    const before = staged;
    const filter = compileFilter(stage.expr, scope, compile, false);
    staged = (value, frame) => filter(before(value, frame), frame);
  }
  return staged;
}

/** Takes the result of a step on a single value. */
function visitOne(position: Position, found: unknown, last: boolean, run: Run): boolean {
  position.value = found;
  if (found === undefined) return false;
  if (!Array.isArray(found)) return true;
  if (last && !isSequence(found)) {
    position.list = found;
    position.plain = true;
    return true;
  }
  if ((found as Marked).cons === true) return true;
  const items: unknown[] = [];
  pushAll(run, items, found);
  position.list = items;
  return items.length > 0;
}

/** Takes the results of a step on each value of a list, lists among them flattened once. */
function visitAll(
  position: Position,
  list: readonly unknown[],
  visit: Visit,
  last: boolean,
  frame: Frame,
): boolean {
  const { run } = frame;
  const items: unknown[] = [];
  let results = 0;
  let first: unknown;
  position.value = undefined;
  run.tick(list.length);
  for (const item of list) {
    const found = visit(item, frame);
    if (found === undefined) continue;
    if (results === 0) first = found;
    results += 1;
    if (Array.isArray(found) && (found as Marked).cons !== true) pushAll(run, items, found);
    else items.push(found);
  }
  run.charge(results);
  const only = last && results === 1 && Array.isArray(first) && !isSequence(first) ? first : undefined;
  position.plain = only !== undefined;
  position.list = only ?? items;
  return position.list.length > 0;
}

/** `[...]` as the first step is built once, whatever the context, and then walked through. */
function constructorStep(construct: Evaluator): Step {
  return (position, frame) => {
    const context = position.list ?? asSequence([position.value]);
    const built = construct(context, frame);
    position.value = Array.isArray(built) ? undefined : built;
    position.plain = Array.isArray(built) && !isSequence(built);
    // With a predicate on it, a single value can come out: only a text can be walked through then.
    position.list = Array.isArray(built) ? built : typeof built === 'string' ? built.split('') : [];
    return position.list.length > 0 || position.value !== undefined;
  };
}

type Sort = (list: readonly unknown[], frame: Frame) => readonly unknown[];

function sortStep(sort: Sort, step: Ast, scope: Scope, compile: Compile): Step {
  const stages = (step.stages ?? []).flatMap((stage) =>
    stage.expr ? [compileFilter(stage.expr, scope, compile, false)] : [],
  );
  return (position, frame) => {
    // A single value that a constructor came to cannot be walked through, but is left as it is here.
    if (position.list?.length === 0 && position.value !== undefined) position.list = undefined;
    const before = position.list ?? [position.value];
    const sorted = sort(before, frame);
    if (sorted !== before) {
      position.plain = true;
      position.list = sorted;
    }
    for (const filter of stages) {
      position.list = filter(position.list ?? before, frame);
      position.plain = !isSequence(position.list);
    }
    return (position.list ?? before).length > 0;
  };
}
