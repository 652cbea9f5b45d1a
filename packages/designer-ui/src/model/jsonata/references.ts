import {
  applyChanges,
  parseSyntax,
  quoteName,
  quoteString,
  walk,
  type SyntaxNode,
  type TreeNode,
} from '@crossdock/mapping';

interface StepReference {
  id: string;
  /** The node that names the step: a name, or a text in brackets. */
  node: SyntaxNode;
}

/** A step of a path without the brackets behind it. */
function bare(step: SyntaxNode | undefined): SyntaxNode | undefined {
  return step?.kind === 'filter' || step?.kind === 'keepArray' ? bare(step.subject) : step;
}

const isSteps = (node: SyntaxNode | undefined): boolean => node?.kind === 'variable' && node.name === 'steps';

/** The step that a node reads: `$steps.id`, or `$steps["id"]`. */
function referenceIn(node: TreeNode): StepReference | undefined {
  if (node.kind === 'filter' && isSteps(node.subject) && node.predicate.kind === 'string')
    return { id: node.predicate.value, node: node.predicate };
  if (node.kind !== 'path' || !isSteps(node.steps[0])) return undefined;
  const named = bare(node.steps[1]);
  return named?.kind === 'name' || named?.kind === 'string' ? { id: named.value, node: named } : undefined;
}

function referencesIn(expression: string): StepReference[] {
  if (!expression.includes('$steps')) return [];
  const found: StepReference[] = [];
  walk(parseSyntax(expression).root, (node) => {
    const reference = referenceIn(node);
    if (reference) found.push(reference);
  });
  return found;
}

/** How a step is written after `$steps`; an id with hyphens needs quotes. */
export const stepPath = (id: string): string => `$steps.${quoteName(id)}`;

/** The expression with every `$steps.<id>` renamed by the map; strings and comments stay as they are. */
export function renameSteps(expression: string, ids: ReadonlyMap<string, string>): string {
  const changes = referencesIn(expression).flatMap(({ id, node }) => {
    const to = ids.get(id);
    if (to === undefined) return [];
    return [
      { from: node.from, to: node.to, insert: node.kind === 'string' ? quoteString(to) : quoteName(to) },
    ];
  });
  return applyChanges(expression, changes);
}
