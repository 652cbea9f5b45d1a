import type { FlowDefinition, FlowFinding } from '@crossdock/flow-schema';

/** A finding with how grave it is: errors block publishing, warnings are advice. */
export interface Problem extends FlowFinding {
  severity: 'error' | 'warning';
}

export interface Problems {
  all: readonly Problem[];
  byNode: ReadonlyMap<string, readonly Problem[]>;
  errors: number;
  warnings: number;
}

export const noProblems: Problems = { all: [], byNode: new Map(), errors: 0, warnings: 0 };

/** `nodes[3].config…` belongs to the fourth node even where the finding doesn't name it. */
function nodeIdOf(finding: FlowFinding, definition: FlowDefinition): string | undefined {
  if (finding.nodeId !== undefined) return finding.nodeId;
  const index = /^nodes\[(\d+)\]/.exec(finding.path)?.[1];
  return index === undefined ? undefined : definition.nodes[Number(index)]?.id;
}

/** Sorts findings by node, errors first. */
export function collectProblems(
  definition: FlowDefinition,
  findings: { errors: readonly FlowFinding[]; warnings: readonly FlowFinding[] },
): Problems {
  const graded = [
    ...findings.errors.map((finding) => ({ ...finding, severity: 'error' as const })),
    ...findings.warnings.map((finding) => ({ ...finding, severity: 'warning' as const })),
  ];
  const byNode = new Map<string, Problem[]>();
  const all = graded.map((finding): Problem => {
    const nodeId = nodeIdOf(finding, definition);
    return nodeId === undefined ? finding : { ...finding, nodeId };
  });
  for (const problem of all)
    if (problem.nodeId !== undefined)
      byNode.set(problem.nodeId, [...(byNode.get(problem.nodeId) ?? []), problem]);
  return { all, byNode, errors: findings.errors.length, warnings: findings.warnings.length };
}

/** The place inside the node: `nodes[3].config.cases[0].when` → `config.cases[0].when`. */
export function pathInNode(path: string): string {
  return path.replace(/^nodes\[\d+\]\.?/, '');
}
