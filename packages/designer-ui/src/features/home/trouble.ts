import type { FlowSummary } from '@crossdock/flow-schema';

/** Flows that somebody should look at: most open exceptions first, then those whose last run failed. */
export function inTrouble(flows: readonly FlowSummary[]): FlowSummary[] {
  return flows
    .filter(({ openExceptions, lastRuns }) => openExceptions > 0 || lastRuns[0]?.status === 'failed')
    .toSorted((a, b) => b.openExceptions - a.openExceptions);
}
