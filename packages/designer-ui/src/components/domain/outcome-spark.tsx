import type { FlowSummary } from '@crossdock/flow-schema';
import { Text, Tooltip } from '@mantine/core';
import { lookOf } from '../status/statuses.ts';
import classes from './domain.module.css';

type Outcome = FlowSummary['lastRuns'][number];

const shown = 14;

/** The last runs as bars, oldest on the left: colour is the outcome, height the duration beside its neighbours'. */
export function OutcomeSpark({ runs }: { runs: readonly Outcome[] }) {
  const bars = runs.slice(0, shown).toReversed();
  if (bars.length === 0) {
    return (
      <Text size="xs" c="dimmed" span>
        no runs yet
      </Text>
    );
  }
  const longest = Math.max(...bars.map(({ durationMs }) => durationMs ?? 0), 1);
  const text = summaryOf(bars);
  return (
    <Tooltip label={text}>
      <span className={classes.spark} role="img" aria-label={text}>
        {bars.map(({ id, status, durationMs }) => (
          <span
            key={id}
            className={classes.bar}
            data-tone={lookOf(status).tone}
            style={{ height: `${heightOf(status, durationMs, longest)}%` }}
          />
        ))}
      </span>
    </Tooltip>
  );
}

/** Failures always stand at full height: they must be seen, however quick they were. */
function heightOf(status: string, durationMs: number | null, longest: number): number {
  return status === 'failed' ? 100 : 30 + (60 * (durationMs ?? 0)) / longest;
}

function summaryOf(runs: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { status } of runs) counts.set(status, (counts.get(status) ?? 0) + 1);
  const parts = [...counts].map(([status, times]) => `${times} ${lookOf(status).label.toLowerCase()}`);
  return `Last ${runs.length === 1 ? 'run' : `${runs.length} runs`}: ${parts.join(', ')}`;
}
