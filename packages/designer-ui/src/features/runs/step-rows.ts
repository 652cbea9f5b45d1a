import { kindOf, type FlowDefinition, type FlowNode, type Step } from '@crossdock/flow-schema';

/** The message that started the run stands first among the steps, under this key. */
export const triggerKey = 'message';

/** All attempts at one node, or at one node for one item of a loop. */
export interface StepRow {
  /** `nodeId`, or `nodeId@path` inside of a loop. */
  key: string;
  nodeId: string;
  path: string;
  name: string;
  type: string | undefined;
  /** In the order of time. */
  attempts: Step[];
  last: Step;
}

export const stepKey = ({ nodeId, path }: Pick<Step, 'nodeId' | 'path'>): string =>
  path ? `${nodeId}@${path}` : nodeId;

export function nodeNameOf(definition: FlowDefinition | undefined, nodeId: string): string {
  return definition?.nodes.find(({ id }) => id === nodeId)?.name ?? nodeId;
}

export function triggerNodeOf(definition: FlowDefinition | undefined): FlowNode | undefined {
  return definition?.nodes.find(({ type }) => kindOf(type)?.group === 'trigger');
}

/** Steps of a run put together by node, in the order in which each was first tried. */
export function stepRows(steps: readonly Step[], definition: FlowDefinition | undefined): StepRow[] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const key = stepKey(step);
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  const nodes = new Map(definition?.nodes.map((node) => [node.id, node]));
  return [...groups].flatMap(([key, group]) => {
    const attempts = group.toSorted(
      (a, b) => a.startedAt.localeCompare(b.startedAt) || a.attempt - b.attempt,
    );
    const last = attempts.at(-1);
    if (!last) return [];
    const node = nodes.get(last.nodeId);
    return [
      {
        key,
        nodeId: last.nodeId,
        path: last.path,
        name: node?.name ?? last.nodeId,
        type: node?.type,
        attempts,
        last,
      },
    ];
  });
}

/** What to show when nothing was chosen: where it failed, else where it is, else what came last. */
export function tellingRow(rows: readonly StepRow[]): string {
  const row =
    rows.findLast(({ last }) => last.status === 'failed') ??
    rows.findLast(({ last }) => last.status === 'running') ??
    rows.at(-1);
  return row?.key ?? triggerKey;
}
