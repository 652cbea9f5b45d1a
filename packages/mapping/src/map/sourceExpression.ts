import { quoteName } from '../syntax/edit/quote.ts';
import { EACH, parsePath, type PathStep } from './paths.ts';
import type { Scope } from './trace.ts';

/** Steps up with `%` at most; beyond that the path from the input is easier to read. */
const MAX_PARENTS = 3;

/**
 * How a field of the source is written at a place of a map: `qty` inside the list's for-each, `$line.qty`
 * where the entry has a variable, `%.id` for a field of the object around, `$$.header.id` from the input.
 * @param source path of the field, such as `lines[].qty`
 */
export function sourceExpression(scope: Scope, source: string): string {
  const names = namesOf(parsePath(source) ?? [source]);
  const [first, ...rest] = names;
  if (first?.startsWith('$') === true) return [first, ...rest.map(quoteName)].join('.');
  const context = namesOf(scope.context[0]?.steps ?? []);
  const variable = variableFor(scope, names);
  if (variable !== undefined && variable.length >= context.length) {
    return joined([`$${variable.name}`], names.slice(variable.length));
  }
  if (scope.context.length > 0 && isPrefix(context, names)) {
    const below = names.slice(context.length);
    return below.length === 0 ? '$' : joined([], below);
  }
  const common = context.findIndex((name, index) => name !== names[index]);
  const parents = context.length - common;
  if (common > 0 && parents <= MAX_PARENTS && scope.isClosed !== true) {
    return joined(
      Array.from({ length: parents }, () => '%'),
      names.slice(common),
    );
  }
  return joined(['$$'], names);
}

/** The variable that stands for the most of the path. */
function variableFor(scope: Scope, names: readonly string[]): { name: string; length: number } | undefined {
  let best: { name: string; length: number } | undefined;
  for (const [name, { values, uses }] of scope.variables) {
    const [only, ...more] = values;
    if (only === undefined || more.length > 0 || uses.length > 0) continue;
    const steps = namesOf(only.steps);
    if (isPrefix(steps, names) && steps.length > (best?.length ?? 0)) best = { name, length: steps.length };
  }
  return best;
}

function isPrefix(start: readonly string[], names: readonly string[]): boolean {
  return start.length <= names.length && start.every((name, index) => name === names[index]);
}

function joined(start: readonly string[], names: readonly string[]): string {
  return [...start, ...names.map(quoteName)].join('.');
}

function namesOf(steps: readonly PathStep[]): string[] {
  return steps.filter((step) => step !== EACH).map(String);
}
