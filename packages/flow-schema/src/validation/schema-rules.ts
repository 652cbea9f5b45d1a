import type { FlowFinding } from '../api/flows.ts';
import { property } from '../json-values.ts';
import { nodeFinding, type FlowView, type NodeView, type ValidationContext } from './context.ts';

/** Whether the registered schemas that a flow names are there. */
export function schemaErrors(view: FlowView, { schemas }: ValidationContext): FlowFinding[] {
  if (!schemas) return [];
  return namedSchemas(view)
    .filter(({ reference }) => !schemas.has(reference))
    .map(({ node, reference }) =>
      nodeFinding(
        node,
        'config.schemaRef',
        `There is no schema "${reference}". Register it, or name another.`,
        'unknown-schema',
      ),
    );
}

/** Schemas that a flow names though they are no longer to be used. */
export function schemaWarnings(view: FlowView, { schemas }: ValidationContext): FlowFinding[] {
  return namedSchemas(view)
    .filter(({ reference }) => schemas?.get(reference)?.deprecated === true)
    .map(({ node, reference }) =>
      nodeFinding(
        node,
        'config.schemaRef',
        `The schema "${reference}" is deprecated. Name a newer version.`,
        'deprecated-schema',
      ),
    );
}

function namedSchemas({ nodes }: FlowView): { node: NodeView; reference: string }[] {
  return nodes.flatMap((node) => {
    const reference = property(node.node.config, 'schemaRef');
    const named = node.node.type === 'validate' && node.configFits && node.node.disabled !== true;
    return named && typeof reference === 'string' ? [{ node, reference }] : [];
  });
}
