import { kindOf, type FlowDefinition, type FlowNode, type Run, type Step } from '@crossdock/flow-schema';

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

export interface TimeScale {
  /** ms since 1970 */
  start: number;
  /** ms; at least 1 */
  length: number;
}

/** The time that the waterfall spans: from the first step to the last end, or to now while it goes on. */
export function scaleOf(run: Run, steps: readonly Step[], now: number): TimeScale {
  const starts = steps.map(({ startedAt }) => Date.parse(startedAt));
  const start = Math.min(...starts, Date.parse(run.startedAt ?? run.createdAt));
  const ends = steps.map((step) => Date.parse(step.startedAt) + (step.durationMs ?? 0));
  const end = run.finishedAt ? Math.max(Date.parse(run.finishedAt), ...ends) : Math.max(now, ...ends);
  return { start, length: Math.max(1, end - start) };
}

/** Where an attempt lies on the scale, in percent; never too narrow to be seen. */
export function barOf(step: Step, scale: TimeScale, now: number): { left: number; width: number } {
  const begin = Date.parse(step.startedAt);
  const length = step.durationMs ?? Math.max(0, now - begin);
  const width = Math.min(100, Math.max(0.8, (100 * length) / scale.length));
  const left = Math.min(100 - width, Math.max(0, (100 * (begin - scale.start)) / scale.length));
  return { left, width };
}
