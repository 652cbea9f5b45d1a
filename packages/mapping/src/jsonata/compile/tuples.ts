import { COST } from '../costs.ts';
import type { Ast, PathAst, Stage } from '../ast.ts';
import { openFrame, type Evaluator, type Frame, type Tuple } from '../frame.ts';
import { emptySequence } from '../invoke.ts';
import type { Run } from '../run.ts';
import { assignedNames, type Scope } from '../scope.ts';
import { asSequence, finish, finishKeeping, keysOf, type Marked } from '../values.ts';
import type { Compile } from './context.ts';
import { compileFilter } from './filters.ts';
import { compileGroup } from './groups.ts';
import { compileSort } from './sorts.ts';

/** A path cut where its steps begin to bind variables (`@$x`, `#$i`, `%`). */
export interface TuplePath {
  ast: PathAst;
  /** Number of the first step that works on tuples. */
  split: number;
  /** The steps before it; gives the values that they reach. */
  prefix: (input: unknown, frame: Frame) => Reached;
}

/** Values that the steps before the first binding reach. */
export interface Reached {
  values: readonly unknown[];
  /** They are a list built by the expression, which stays one even when empty. */
  plain: boolean;
}

/** Advances one step; without tuples yet, they are made of the values. */
type TupleStep = (
  tuples: readonly Tuple[] | undefined,
  values: readonly unknown[],
  frame: Frame,
) => readonly Tuple[];

export function compileTuplePath(path: TuplePath, scope: Scope, compile: Compile): Evaluator {
  const { ast, split, prefix } = path;
  const steps = ast.steps.slice(split).map((step) => compileTupleStep(step, scope, compile));
  const keep = ast.keepSingletonArray === true || ast.keepArray === true;
  const close = keep ? finishKeeping : finish;
  const group = ast.group ? compileGroup(ast.group, scope, compile, true) : undefined;
  return (input, frame) => {
    const { values, plain } = prefix(input, frame);
    if (values.length === 0 && split > 0) {
      // The path ends before any tuple has come about.
      if (group) return group([], frame);
      return plain ? emptyList(values, ast) : undefined;
    }
    let tuples: readonly Tuple[] | undefined;
    for (const step of steps) tuples = step(tuples, values, frame);
    if (group) return group(tuples, frame);
    if (ast.tuple === true) return tuples;
    const found = emptySequence();
    frame.run.charge((tuples?.length ?? 0) * COST.grown);
    for (const tuple of tuples ?? []) found.push(tuple['@']);
    return close(found);
  };
}

/** An empty list built by the expression; asked to stay a list, it becomes a list of itself. */
function emptyList(list: readonly unknown[], ast: PathAst): unknown {
  return ast.keepSingletonArray === true ? finishKeeping(asSequence([list])) : list;
}

function compileTupleStep(step: Ast, scope: Scope, compile: Compile): TupleStep {
  const advance = step.type === 'sort' ? sortTuples(step, scope, compile) : visitTuples(step, scope, compile);
  const stages = (step.stages ?? []).map((stage) => compileStage(stage, scope, compile));
  return (tuples, values, frame) => {
    let result = advance(tuples, values, frame);
    for (const stage of stages) result = stage(result, frame);
    return result;
  };
}

function compileStage(
  stage: Stage,
  scope: Scope,
  compile: Compile,
): (tuples: readonly Tuple[], frame: Frame) => readonly Tuple[] {
  if (stage.type === 'filter' && stage.expr) {
    const filter = compileFilter(stage.expr, scope, compile, true);
    return (tuples, frame) => filter(tuples, frame) as Tuple[];
  }
  const name = stage.value ?? '';
  return (tuples) => {
    tuples.forEach((tuple, index) => {
      tuple[name] = index;
    });
    return tuples;
  };
}

function sortTuples(step: Extract<Ast, { type: 'sort' }>, scope: Scope, compile: Compile): TupleStep {
  const sort = compileSort(step, scope, compile, true);
  return (tuples, values, frame) => {
    if (tuples) return sort(tuples, frame) as readonly Tuple[];
    const stream = tupleStream();
    sort(values, frame).forEach((value, index) => {
      stream.push(
        makeTuple(frame.run, undefined, { '@': value, ...(step.index ? { [step.index]: index } : {}) }),
      );
    });
    return stream;
  };
}

function visitTuples(step: Ast, scope: Scope, compile: Compile): TupleStep {
  const inner = scope.inner('tuple');
  for (const name of assignedNames([step])) inner.declare(name);
  const visit = compile(step, inner);
  return (tuples, values, frame) => {
    const { run } = frame;
    const from = tuples ?? values.map((value) => makeTuple(run, undefined, { '@': value }));
    const stream = tupleStream();
    for (const tuple of from) {
      run.tick();
      const found = visit(tuple['@'], openFrame(inner, frame, tuple));
      if (found === undefined) continue;
      const inherited = Array.isArray(found) && (found as Marked).tupleStream === true;
      const list: readonly unknown[] = Array.isArray(found) ? found : [found];
      list.forEach((value, index) => {
        const bound = inherited ? (value as Tuple) : bindings(step, tuple, value, index);
        stream.push(makeTuple(run, tuple, bound));
      });
    }
    return stream;
  };
}

/** What a step binds for one of the values it gives. */
function bindings(step: Ast, tuple: Tuple, value: unknown, index: number): Tuple {
  const bound: Tuple = { '@': step.focus === undefined ? value : tuple['@'] };
  if (step.focus !== undefined) bound[step.focus] = value;
  if (step.index !== undefined) bound[step.index] = index;
  if (step.ancestor) bound[step.ancestor.label] = tuple['@'];
  return bound;
}

function tupleStream(): Tuple[] {
  const stream = emptySequence();
  (stream as Marked).tupleStream = true;
  return stream as Tuple[];
}

function makeTuple(run: Run, base: Tuple | undefined, bound: Tuple): Tuple {
  const tuple = Object.create(null) as Tuple;
  if (base) for (const name of keysOf(base)) tuple[name] = base[name];
  for (const name of keysOf(bound)) tuple[name] = bound[name];
  run.charge(keysOf(tuple).length + COST.tuple);
  return tuple;
}
