import type { Ast, PathAst, SortAst, SortTerm, Stage } from '../jsonata/ast.ts';
import { messageOf } from '../jsonata/messages.ts';
import type { Lowering } from './lower.ts';
import type * as Tree from './tree.ts';
import type { SyntaxNode } from './tree.ts';

function lastStep(ast: Ast): Ast {
  return ast.type === 'path' ? (ast.steps.at(-1) ?? ast) : ast;
}

function asPath(ast: Ast): PathAst {
  return ast.type === 'path' ? ast : { type: 'path', steps: [ast] };
}

function markArray(step: Ast | undefined): void {
  if (step?.type === 'unary' && step.value === '[') step.consarray = true;
}

/** Predicates of a step within a path are called stages. */
function asStages(step: Ast): void {
  if (!step.predicate) return;
  step.stages = step.predicate;
  delete step.predicate;
}

/** `a.b.c` */
export function path(lowering: Lowering, node: Tree.PathNode): Ast {
  const [first, ...others] = node.steps;
  if (!first) return { type: 'path', steps: [] };
  const left = lowering.lower(first);
  const result = asPath(left);
  lowering.ancestry.beginPath(result, left);
  addSteps(lowering, result, { steps: result.steps.splice(0), source: first });
  for (const step of others) {
    const right = lowering.lower(step);
    if (right.type !== 'path') asStages(right);
    addSteps(lowering, result, { steps: right.type === 'path' ? right.steps : [right], source: step });
    markArray(result.steps[0]);
    markArray(result.steps.at(-1));
    lowering.ancestry.resolve(result);
  }
  return result;
}

/** Texts become names on the way; other constants can't be steps. */
function addSteps(
  lowering: Lowering,
  path: PathAst,
  { steps, source }: { steps: Ast[]; source: SyntaxNode },
): void {
  for (const step of steps) {
    if (step.type === 'number' || step.type === 'value') {
      lowering.problems.add('S0213', source, messageOf('S0213', { value: step.value }));
    }
    path.steps.push(step.type === 'string' ? { ...step, type: 'name', value: String(step.value) } : step);
    if (step.keepArray === true) path.keepSingletonArray = true;
  }
}

/** `subject[predicate]` */
export function filter(lowering: Lowering, node: Tree.FilterNode, keep: boolean): Ast {
  const result = lowering.lower(node.subject, keep);
  const step = lastStep(result);
  if (step.group) lowering.problems.add('S0209', { from: node.at, to: node.to });
  const predicate = lowering.lower(node.predicate);
  lowering.ancestry.resolvePredicate(step, predicate);
  const stage: Stage = { type: 'filter', expr: predicate, position: node.at + 1 };
  if (result.type === 'path') (step.stages ??= []).push(stage);
  else (step.predicate ??= []).push(stage);
  return result;
}

/** `subject{key: value}` */
export function group(lowering: Lowering, node: Tree.GroupNode): Ast {
  const result = lowering.lower(node.subject);
  if (result.group) lowering.problems.add('S0210', { from: node.at, to: node.to });
  result.group = { lhs: lowering.entries(node.entries), position: node.at + 1 };
  return result;
}

/** `subject^(terms)` */
export function sort(lowering: Lowering, node: Tree.SortNode): Ast {
  const result = asPath(lowering.lower(node.subject));
  const terms: SortTerm[] = node.terms.map((term) => ({
    descending: term.descending,
    expression: lowering.lower(term.expression),
  }));
  const step: SortAst = { type: 'sort', position: node.at + 1, terms };
  for (const { expression } of terms) lowering.ancestry.handOn(step, expression);
  result.steps.push(step);
  lowering.ancestry.resolve(result);
  return result;
}

/** `subject@$x` */
export function bindContext(lowering: Lowering, node: Tree.BindContextNode, keep: boolean): Ast {
  const result = lowering.lower(node.subject);
  const step = lastStep(result);
  const place = { from: node.at, to: node.to };
  if (step.stages ?? step.predicate) lowering.problems.add('S0215', place);
  if (step.type === 'sort') lowering.problems.add('S0216', place);
  if (keep) step.keepArray = true;
  step.focus = variableName(node.variable);
  step.tuple = true;
  return result;
}

/** `subject#$i` */
export function bindPosition(lowering: Lowering, node: Tree.BindPositionNode): Ast {
  const lowered = lowering.lower(node.subject);
  const step = lastStep(lowered);
  const result = asPath(lowered);
  if (result !== lowered) asStages(step);
  const value = variableName(node.variable);
  if (step.stages) step.stages.push({ type: 'index', value, position: node.at + 1 });
  else step.index = value;
  step.tuple = true;
  return result;
}

function variableName(node: SyntaxNode): string {
  return node.kind === 'variable' ? node.name : '';
}
