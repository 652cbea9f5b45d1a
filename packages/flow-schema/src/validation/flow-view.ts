import type { FlowFinding } from '../api/flows.ts';
import { childPath } from '../dynamic.ts';
import { errorPort, type FlowDefinition, type FlowNode } from '../flow.ts';
import { kindOf, nodeTypes } from '../node-kinds.ts';
import { portsOf } from '../plan.ts';
import { nodeFinding, type FlowView, type NodeView } from './context.ts';
import { mostFindings } from './most-findings.ts';
import { schemaFindings } from './schema-findings.ts';

/** Looks at every node once: its kind, whether its config fits, its ports. Adds what is wrong to `errors`. */
export function viewFlow(definition: FlowDefinition, errors: FlowFinding[]): FlowView {
  const nodes = definition.nodes.map((node, index) => viewNode(node, childPath('nodes', index), errors));
  const byId = new Map<string, NodeView>();
  for (const view of nodes) if (!byId.has(view.node.id)) byId.set(view.node.id, view);
  return { definition, nodes, byId };
}

function viewNode(node: FlowNode, path: string, errors: FlowFinding[]): NodeView {
  const kind = kindOf(node.type);
  const blank: NodeView = { node, path, kind, configFits: false, ports: [] };
  if (errors.length > mostFindings) return blank;
  if (!kind) {
    const message = `There is no node type "${node.type}". Known types: ${nodeTypes.join(', ')}.`;
    errors.push(nodeFinding(blank, 'type', message, 'unknown-type'));
    return blank;
  }
  const findings = schemaFindings(kind.config, node.config);
  for (const finding of findings)
    errors.push(nodeFinding(blank, below('config', finding.path), finding.message, 'config'));
  if (findings.length > 0) return blank;
  return {
    ...blank,
    configFits: true,
    ports: [...portsOf(node), ...(kind.canFail ? [errorPort] : [])],
  };
}

/** Joins a path below another; one that begins with an index needs no dot. */
export function below(parent: string, path: string): string {
  return path === '' || path.startsWith('[') ? `${parent}${path}` : `${parent}.${path}`;
}
