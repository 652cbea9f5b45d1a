import type { Ast, PathAst } from '../ast.ts';
import type { Evaluator, Frame } from '../frame.ts';
import type { Scope } from '../scope.ts';
import { asSequence, isSequence, type Marked } from '../values.ts';
import { compileChain, isPlainName } from './chains.ts';
import type { Compile, NodeCompiler } from './context.ts';
import { compileFilter } from './filters.ts';
import { compileGroup } from './groups.ts';
import { kept, resultOf, visitField, visitStep, type Position, type Step, type Visit } from './positions.ts';
import { compileSort } from './sorts.ts';
import { compileTuplePath, type Reached } from './tuples.ts';

export const compilePath: NodeCompiler<PathAst> = (ast, scope, compile) => {
  const firstTuple = ast.steps.findIndex((step) => step.tuple === true);
  if (firstTuple >= 0) return compileWithTuples(ast, firstTuple, scope, compile);
  return compileChain(ast, scope, compile) ?? compileSteps(ast, scope, compile);
};

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
    return resultOf(position, keep);
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

function compileStep(step: Ast, index: number, count: number, scope: Scope, compile: Compile): Step {
  if (step.type === 'sort') return sortStep(compileSort(step, scope, compile, false), step, scope, compile);
  if (index === 0 && step.consarray === true) return constructorStep(compile(step, scope));
  const visit = withStages(compileVisit(step, scope, compile), step, scope, compile);
  const filter = step.stages?.at(-1)?.expr;
  // A position selects a value as it is; any other predicate makes a list of what it lets through.
  const fresh = filter !== undefined && filter.type !== 'number';
  return visitStep(visit, { last: index === count - 1, fresh });
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
