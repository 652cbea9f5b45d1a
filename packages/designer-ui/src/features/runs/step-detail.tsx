import type { FlowDefinition, Run, Step } from '@crossdock/flow-schema';
import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan } from '../../api/access.ts';
import { isActive } from '../../api/runs.ts';
import { ErrorPanel } from '../../components/domain/error-panel.tsx';
import { HttpCall } from '../../components/domain/http-call.tsx';
import { JsonDiffList } from '../../components/json/json-diff-list.tsx';
import { sameJson } from '../../components/json/json-diff.ts';
import { JsonView } from '../../components/json/json-view.tsx';
import { Section } from '../../components/page/page.tsx';
import { StatusBadge } from '../../components/status/status-badge.tsx';
import { Countdown } from '../../components/time/countdown.tsx';
import { Duration } from '../../components/time/duration.tsx';
import { clockTime, exactTime } from '../../components/time/format.ts';
import { ReplayDialog } from './replay-dialog.tsx';
import type { StepRow } from './step-rows.ts';
import classes from './run.module.css';

export interface StepDetailProps {
  run: Run;
  row: StepRow;
  definition: FlowDefinition | undefined;
}

/** What one step took in, did and gave. */
export function StepDetail({ run, row, definition }: StepDetailProps) {
  const [chosen, setChosen] = useState<string>();
  const [replaying, setReplaying] = useState(false);
  const mayReplay = useCan('runs:operate') && !isActive(run.status);
  const index = chosen === undefined ? row.attempts.length - 1 : Number(chosen);
  const step = row.attempts[index] ?? row.last;
  return (
    <Section
      title={row.path ? `${row.name} · ${row.path}` : row.name}
      aside={
        <Group gap="xs" wrap="nowrap">
          <StatusBadge status={step.status} />
          {mayReplay ? (
            <Button
              variant="default"
              leftSection={<IconRepeat size={15} aria-hidden />}
              onClick={() => setReplaying(true)}
            >
              Replay from here
            </Button>
          ) : null}
        </Group>
      }
    >
      <Stack gap="md">
        <Attempts row={row} index={index} onChoose={setChosen} />
        <StepFacts step={step} active={isActive(run.status)} />
        {step.http ? <HttpCall call={step.http} /> : null}
        {step.error ? <ErrorPanel error={step.error} /> : null}
        <InputOutput step={step} />
      </Stack>
      <ReplayDialog
        opened={replaying}
        onClose={() => setReplaying(false)}
        run={run}
        from={row.nodeId}
        fromName={row.name}
        input={step.input}
        definition={definition}
      />
    </Section>
  );
}

function Attempts({ row, index, onChoose }: { row: StepRow; index: number; onChoose(index: string): void }) {
  if (row.attempts.length < 2) return null;
  return (
    <Group gap="xs">
      <Text size="xs" c="dimmed">
        Attempt
      </Text>
      <SegmentedControl
        aria-label="Attempt"
        value={String(index)}
        onChange={onChoose}
        data={row.attempts.map((step, at) => ({
          value: String(at),
          label: `${at + 1} ${step.status === 'failed' ? '✕' : step.status === 'succeeded' ? '✓' : '…'}`,
        }))}
      />
    </Group>
  );
}

function StepFacts({ step, active }: { step: Step; active: boolean }) {
  return (
    <Text size="xs" c="dimmed">
      <time dateTime={step.startedAt} title={exactTime(step.startedAt)}>
        {clockTime(step.startedAt)}
      </time>{' '}
      · took <Duration ms={step.durationMs} since={step.status === 'running' ? step.startedAt : null} />
      {step.ports.length > 0 && step.ports.some((port) => port !== 'out')
        ? ` · went on by “${step.ports.join('”, “')}”`
        : ''}
      {step.origin === 'replay' ? ' · result taken over from the earlier run' : ''}
      {step.origin === 'pinned' ? ' · pinned output, not run' : ''}
      {step.origin === 'skipped' ? ' · skipped, output given by a person' : ''}
      {active && step.retryAt ? (
        <>
          {' '}
          · next attempt <Countdown until={step.retryAt} />
        </>
      ) : null}
    </Text>
  );
}

function InputOutput({ step }: { step: Step }) {
  const [comparing, setComparing] = useState(false);
  const same = step.output !== undefined && sameJson(step.input, step.output);
  const comparable = !same && areComparable(step.input, step.output);
  return (
    <>
      {comparable ? (
        <SegmentedControl
          w="fit-content"
          aria-label="How input and output are shown"
          value={comparing ? 'diff' : 'sides'}
          onChange={(value) => setComparing(value === 'diff')}
          data={[
            { value: 'sides', label: 'Side by side' },
            { value: 'diff', label: 'What changed' },
          ]}
        />
      ) : null}
      {comparing && comparable ? (
        <JsonDiffList before={step.input} after={step.output} />
      ) : (
        <div className={classes.panes}>
          <div>
            <h3 className={classes.paneTitle}>Input</h3>
            <JsonView value={step.input} label={`Input of ${step.nodeId}`} />
          </div>
          <div>
            <h3 className={classes.paneTitle}>Output</h3>
            {same ? (
              <Text size="xs" c="dimmed" p="sm">
                The same as the input.
              </Text>
            ) : (
              <JsonView value={step.output} label={`Output of ${step.nodeId}`} />
            )}
          </div>
        </div>
      )}
    </>
  );
}

/** A list of changes helps where the output is the input with some fields changed, not where it is something else. */
function areComparable(input: unknown, output: unknown): boolean {
  if (!isRecord(input) || !isRecord(output)) return false;
  return Object.keys(input).some((name) => Object.hasOwn(output, name));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
