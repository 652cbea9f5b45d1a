import {
  kindOf,
  PlanError,
  planFlow,
  type FlowDefinition,
  type FlowNode,
  type Step,
} from '@crossdock/flow-schema';

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

/** Where each node stands in the plan of its flow; empty for a draft that can't be planned. */
function planOrder(definition: FlowDefinition): ReadonlyMap<string, number> {
  try {
    return new Map(planFlow(definition).nodes.map(({ id }, index) => [id, index]));
  } catch (error) {
    if (error instanceof PlanError) return new Map();
    throw error;
  }
}

/** By the time of the first attempt; steps of one millisecond stand as they follow one another in the flow. */
function inOrder(rows: readonly StepRow[], definition: FlowDefinition | undefined): StepRow[] {
  const order = definition ? planOrder(definition) : new Map<string, number>();
  const placeOf = ({ nodeId }: StepRow): number => order.get(nodeId) ?? order.size;
  const beganAt = ({ attempts, last }: StepRow): string => (attempts[0] ?? last).startedAt;
  return rows.toSorted((a, b) => beganAt(a).localeCompare(beganAt(b)) || placeOf(a) - placeOf(b));
}

/** Steps of a run put together by node, in the order in which each was first tried. */
export function stepRows(steps: readonly Step[], definition: FlowDefinition | undefined): StepRow[] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const key = stepKey(step);
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  const nodes = new Map(definition?.nodes.map((node) => [node.id, node]));
  const rows = [...groups].flatMap(([key, group]): StepRow[] => {
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
  return inOrder(rows, definition);
}

/** What to show when nothing was chosen: where it failed, else where it is, else what came last. */
export function tellingRow(rows: readonly StepRow[]): string {
  const row =
    rows.findLast(({ last }) => last.status === 'failed') ??
    rows.findLast(({ last }) => last.status === 'running') ??
    rows.at(-1);
  return row?.key ?? triggerKey;
}
