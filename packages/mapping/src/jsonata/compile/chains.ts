import type { Ast, NameAst, PathAst } from '../ast.ts';
import { Callable } from '../callable.ts';
import type { Evaluator, Frame } from '../frame.ts';
import type { Scope } from '../scope.ts';
import { asSequence, finish, isSequence, type Marked } from '../values.ts';
import type { Compile } from './context.ts';
import { resultOf, visitAll, visitField, type Position, type Visit } from './positions.ts';

/** Whether a step is a name and nothing else. */
export function isPlainName(step: Ast): step is NameAst {
  return step.type === 'name' && !step.stages && !step.predicate && !step.group && step.keepArray !== true;
}

/**
 * Compiles a path of names only, such as `a.b.c` or `$x.b.c`, by far the most frequent kind: it
 * walks from object to object without keeping a position until it comes to a list.
 * @returns undefined for any other path
 */
export function compileChain(ast: PathAst, scope: Scope, compile: Compile): Evaluator | undefined {
  if (!isPlainPath(ast)) return undefined;
  const [first] = ast.steps;
  const head = first && isPlainVariable(first) ? compile(first, scope) : undefined;
  const steps = head ? ast.steps.slice(1) : ast.steps;
  if (steps.length === 0 || !steps.every(isPlainName)) return undefined;
  const walk = compileNames(steps.map((step) => step.value));
  if (!head) return walk;
  return (input, frame) => {
    const value = head(input, frame);
    return walk(isWhole(value) ? [value] : value, frame);
  };
}

/** Whether a list was made by a constructor in the expression, which counts as one value in a path. */
function isWhole(value: unknown): boolean {
  return Array.isArray(value) && (value as Marked).cons === true;
}

function isPlainPath(ast: PathAst): boolean {
  return !ast.group && !ast.predicate && ast.keepSingletonArray !== true && ast.keepArray !== true;
}

function isPlainVariable(step: Ast): boolean {
  return (
    step.type === 'variable' && !step.stages && !step.predicate && !step.group && step.keepArray !== true
  );
}

function compileNames(names: readonly string[]): Evaluator {
  const visits = names.map(visitField);
  const [only] = names;
  if (only !== undefined && names.length === 1) return compileField(only, visits);
  return (input, frame) => {
    let value = input;
    for (let index = 0; index < names.length; index++) {
      if (typeof value !== 'object' || value === null) return undefined;
      if (Array.isArray(value)) return walkList(value, visits, index, frame);
      value = fieldOf(value, names[index] ?? '');
    }
    return Array.isArray(value) ? ownList(value) : value;
  };
}

function compileField(name: string, visits: readonly Visit[]): Evaluator {
  return (input, frame) => {
    if (typeof input !== 'object' || input === null) return undefined;
    if (Array.isArray(input)) return walkList(input, visits, 0, frame);
    const value = fieldOf(input, name);
    return Array.isArray(value) ? ownList(value) : value;
  };
}

/** The name that an expression consists of, if that is all there is. */
export function fieldName(ast: Ast): string | undefined {
  const [only] = ast.type === 'path' ? ast.steps : [];
  const single = ast.type === 'path' && ast.steps.length === 1 && only && isPlainName(only);
  return single && isPlainPath(ast) ? only.value : undefined;
}

/** Own field of an object that is no list. */
export function fieldOf(value: object, name: string): unknown {
  if (!Object.hasOwn(value, name) || value instanceof Callable) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** Marks are set on the result of a path later on: it must not be the sequence that a field holds. */
function ownList(list: unknown[]): unknown {
  return isSequence(list) ? finish(asSequence(list.slice())) : list;
}

/** Goes on from a list with the steps from an index. */
function walkList(list: unknown[], visits: readonly Visit[], from: number, frame: Frame): unknown {
  const position: Position = {
    list: from > 0 && isWhole(list) ? [list] : list,
    value: undefined,
    plain: false,
  };
  for (let index = from; index < visits.length; index++) {
    const visit = visits[index];
    if (!visit || !visitAll(position, position.list ?? [], visit, index === visits.length - 1, frame)) break;
  }
  return resultOf(position, false);
}
