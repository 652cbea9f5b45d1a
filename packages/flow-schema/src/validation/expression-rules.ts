import type { FlowFinding } from '../api/flows.ts';
import { expressionsOfNode, expressionsOfSettings } from '../config-expressions.ts';
import type { FoundExpression } from '../dynamic.ts';
import { stepReferences } from '../step-references.ts';
import { nodeFinding, type FlowView, type NodeView, type ValidationContext } from './context.ts';
import { ancestorsIn } from './graph.ts';

/** Expressions that do not parse, or read the output of a node that does not run before. */
export function expressionErrors(view: FlowView, context: ValidationContext): FlowFinding[] {
  const ancestorsOf = ancestorsIn(view.definition.edges);
  const inSettings = expressionsOfSettings(view.definition.settings).flatMap((found) =>
    problemsOf(found, context, (id) => (view.byId.has(id) ? undefined : noSuchStep(id, view))).map(
      ({ message, rule }) => ({ path: found.path, message, rule }),
    ),
  );
  const inNodes = view.nodes.flatMap((node) => {
    if (!node.configFits) return [];
    let runsBefore: ((id: string) => boolean) | undefined;
    const stepProblem = (id: string): string | undefined => {
      runsBefore ??= ancestorsOf(node.node.id);
      return runsBefore(id) ? undefined : notBefore(id, node, view);
    };
    return expressionsOfNode(node.node).flatMap((found) =>
      problemsOf(found, context, stepProblem).map(({ message, rule }) =>
        nodeFinding(node, found.path, message, rule),
      ),
    );
  });
  return [...inSettings, ...inNodes];
}

function problemsOf(
  { source }: FoundExpression,
  context: ValidationContext,
  stepProblem: (nodeId: string) => string | undefined,
): { message: string; rule: string }[] {
  const fault = context.checkExpression?.(source);
  if (fault) {
    const place = fault.position === undefined ? '' : ` (at character ${fault.position + 1})`;
    return [{ message: `${fault.message}${place}`, rule: 'expression' }];
  }
  const steps = context.dependencies?.(source).flatMap(stepIn) ?? stepReferences(source);
  return [...new Set(steps)].flatMap((id) => {
    const message = stepProblem(id);
    return message === undefined ? [] : [{ message, rule: 'unknown-step' }];
  });
}

/** The node id in `$steps.book.body`. */
function stepIn(path: string): string[] {
  const [root, id] = path.split('.');
  return (root === '$steps' || root === 'steps') && id ? [id] : [];
}

function noSuchStep(id: string, view: FlowView): string {
  const named = view.nodes.find(({ node }) => node.name === id);
  const hint = named ? ` Did you mean $steps.${named.node.id}?` : '';
  return `$steps.${id} names no node of this flow.${hint || ' Write the id of one that runs before.'}`;
}

function notBefore(id: string, node: NodeView, view: FlowView): string {
  const other = view.byId.get(id);
  if (!other) return noSuchStep(id, view);
  if (other === node) return `A node can’t read its own output ($steps.${id}).`;
  return `“${other.node.name}” ($steps.${id}) isn’t sure to have run before “${node.node.name}”: no way leads from it to here. Connect them, or read something else.`;
}
