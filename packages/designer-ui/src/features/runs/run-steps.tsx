import type { FlowDefinition, Run, Step } from '@crossdock/flow-schema';
import { Skeleton, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { isActive } from '../../api/runs.ts';
import { Section } from '../../components/page/page.tsx';
import { useNow } from '../../components/time/use-now.ts';
import { plural } from '../../components/time/format.ts';
import { StepDetail } from './step-detail.tsx';
import { StepList } from './step-list.tsx';
import { stepRows, tellingRow, triggerKey, triggerNodeOf } from './step-rows.ts';
import { scaleOf } from './time-scale.ts';
import { TriggerDetail } from './trigger-detail.tsx';
import classes from './run.module.css';

export interface RunStepsProps {
  run: Run;
  steps: Step[] | undefined;
  definition: FlowDefinition | undefined;
  selected: string | undefined;
  onSelect(key: string | undefined): void;
}

/** Steps as a waterfall on the left, what the chosen one did on the right. */
export function RunSteps({ run, steps, definition, selected, onSelect }: RunStepsProps) {
  const now = useNow(isActive(run.status) ? 'second' : 'calm');
  const rows = useMemo(() => {
    // The trigger's own step says no more than the message, which stands first anyway.
    const trigger = triggerNodeOf(definition)?.id;
    return stepRows(
      (steps ?? []).filter(({ nodeId }) => nodeId !== trigger),
      definition,
    );
  }, [steps, definition]);
  if (!steps) {
    return (
      <Section title="Steps">
        <Stack gap="md">
          <Skeleton height={14} width="40%" />
          <Skeleton height={14} width="60%" />
          <Skeleton height={14} width="35%" />
        </Stack>
      </Section>
    );
  }
  const scale = scaleOf(run, steps, now);
  const key = selected ?? tellingRow(rows);
  const row = rows.find((each) => each.key === key) ?? rows.find(({ nodeId }) => nodeId === key);
  const notRun = row === undefined && key !== triggerKey;
  return (
    <div className={classes.columns}>
      <Section
        title="Steps"
        flush
        aside={
          <span className={classes.dim}>
            {plural(rows.length, 'step')}
            {scale.shortened ? ', waits drawn shorter' : ''}
          </span>
        }
      >
        <StepList
          run={run}
          rows={rows}
          definition={definition}
          selected={row?.key ?? (notRun ? undefined : triggerKey)}
          scale={scale}
          now={now}
          onSelect={onSelect}
        />
      </Section>
      {row ? (
        <StepDetail key={row.key} run={run} row={row} definition={definition} />
      ) : (
        <TriggerDetail run={run} definition={definition} notRun={notRun ? key : undefined} />
      )}
    </div>
  );
}
