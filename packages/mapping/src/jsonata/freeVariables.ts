import { eachChild, type Ast } from './ast.ts';
import { assignedNames } from './scope.ts';

/** Names of the variables that an expression uses but does not set itself, sorted; without `$$`. */
export function freeVariables(ast: Ast): string[] {
  const free = new Set<string>();
  visit(ast, new Set(['', '$', ...assignedNames([ast])]), free);
  return [...free].sort();
}

function visit(ast: Ast, bound: ReadonlySet<string>, free: Set<string>): void {
  if (ast.type === 'variable' && !bound.has(ast.value)) free.add(ast.value);
  const names = namesSetBy(ast);
  const inner = names.length === 0 ? bound : new Set([...bound, ...names]);
  eachChild(ast, (child) => visit(child, inner, free));
}

/** Variables that exist inside a node because of the node itself. */
function namesSetBy(ast: Ast): string[] {
  switch (ast.type) {
    case 'block':
      return assignedNames(ast.expressions);
    case 'lambda':
      return [...ast.arguments.map((parameter) => parameter.value), ...assignedNames([ast.body])];
    case 'path':
      return ast.steps.flatMap(namesCarriedBy);
    default:
      return [];
  }
}

/** Variables that a step hands to the steps after it, also from paths inside of it. */
function namesCarriedBy(step: Ast): string[] {
  if (step.tuple !== true) return [];
  const own = [step.focus, step.index, ...(step.stages ?? []).map((stage) => stage.value)];
  const names = own.filter((name) => name !== undefined);
  eachChild(step, (child) => names.push(...namesCarriedBy(child)));
  return names;
}
