import { COST } from '../costs.ts';
import type { WildcardAst } from '../ast.ts';
import { emptySequence } from '../invoke.ts';
import type { Run } from '../run.ts';
import { asSequence, keysOf, ownField, type Marked } from '../values.ts';
import type { NodeCompiler } from './context.ts';

/** `*`: the values of all fields. */
export const compileWildcard: NodeCompiler<WildcardAst> = () => (input, frame) => {
  const wrapped = Array.isArray(input) && (input as Marked).outerWrapper === true && input.length > 0;
  const source: unknown = wrapped ? (input as unknown[])[0] : input;
  const found: unknown[] = [];
  // A list among the values makes the result a plain list, which stays one even with one element.
  let plain = false;
  for (const value of valuesOf(source)) {
    plain ||= Array.isArray(value);
    flatten(frame.run, value, found);
  }
  return plain ? found : asSequence(found);
};

function valuesOf(source: unknown): readonly unknown[] {
  return Array.isArray(source) ? source : keysOf(source).map((name) => ownField(source as object, name));
}

function flatten(run: Run, value: unknown, target: unknown[]): void {
  if (Array.isArray(value)) {
    run.tick();
    for (const item of value) flatten(run, item, target);
  } else {
    run.charge(COST.grown);
    target.push(value);
  }
}

/** `**`: the context and everything below it, lists replaced by their elements. */
export const compileDescendant: NodeCompiler<WildcardAst> = () => (input, frame) => {
  if (input === undefined) return undefined;
  const found = emptySequence();
  collect(frame.run, input, found);
  return found.length === 1 ? found[0] : found;
};

function collect(run: Run, value: unknown, target: unknown[]): void {
  run.tick();
  if (Array.isArray(value)) {
    for (const item of value) collect(run, item, target);
    return;
  }
  run.charge(COST.grown);
  target.push(value);
  for (const inner of valuesOf(value)) collect(run, inner, target);
}
