import type { FlowFinding } from '../api/flows.ts';
import { errorPort, mainPort } from '../flow.ts';
import type { Finding, LintContext } from '../kind.ts';
import { nodeFinding, type FlowView, type NodeView } from './context.ts';

/**
 * What the kinds themselves have to say: rules that block, or good practice. Of several triggers only the first is
 * asked: the others have to go, and looking for a schedule's next tick takes its time.
 */
export function kindFindings(view: FlowView, grade: 'errors' | 'warnings'): FlowFinding[] {
  const wired = new Set(
    view.definition.edges.map(({ source, sourcePort }) => portKey(source, sourcePort ?? mainPort)),
  );
  const trigger = view.nodes.find(({ kind }) => kind?.group === 'trigger');
  return view.nodes.flatMap((node) => {
    if (!node.configFits || !node.kind) return [];
    if (node.kind.group === 'trigger' && node !== trigger) return [];
    const context: LintContext = {
      node: node.node,
      definition: view.definition,
      isWired: (port) => wired.has(portKey(node.node.id, port)),
    };
    const findings: Finding[] = node.kind[grade]?.(node.node.config, context) ?? [];
    return findings.map(({ path, message, rule }) => nodeFinding(node, path, message, rule));
  });
}

const portKey = (node: string, port: string): string => JSON.stringify([node, port]);

/** Good practice that concerns nodes of every kind. */
export function practiceWarnings(view: FlowView): FlowFinding[] {
  return [...view.nodes.flatMap(disabled), ...duplicateNames(view)];
}

function disabled(view: NodeView): FlowFinding[] {
  if (!view.node.disabled || view.kind?.group === 'trigger') return [];
  const message = `“${view.node.name}” is switched off: ${whatGoesOn(view)}.`;
  return [nodeFinding(view, 'disabled', message, 'disabled')];
}

function whatGoesOn({ ports, configFits }: NodeView): string {
  const [first, ...others] = ports.filter((port) => port !== errorPort);
  if (configFits && first === undefined) return 'it does nothing';
  return `its input goes on unchanged${others.length > 0 ? `, by its output “${first}”` : ''}`;
}

/** Names stand in messages and exceptions; two alike can't be told apart there. */
function duplicateNames({ nodes }: FlowView): FlowFinding[] {
  const seen = new Set<string>();
  return nodes.flatMap((view) => {
    if (view.kind?.group === 'note') return [];
    const name = view.node.name.trim().toLowerCase();
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = `Another node is called “${view.node.name}” too: messages could mean either.`;
    return [nodeFinding(view, 'name', message, 'duplicate-name')];
  });
}
