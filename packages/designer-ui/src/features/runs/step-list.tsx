import type { FlowDefinition, Run, Step } from '@crossdock/flow-schema';
import { Box } from '@mantine/core';
import { IconMailForward, type Icon } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { lookOf, stepStatusLooks, type Tone } from '../../components/status/statuses.ts';
import { formatDuration } from '../../components/time/format.ts';
import { Duration } from '../../components/time/duration.tsx';
import { triggerKey, triggerNodeOf, type StepRow } from './step-rows.ts';
import { barOf, type TimeScale } from './time-scale.ts';
import classes from './run.module.css';

export interface StepListProps {
  run: Run;
  rows: readonly StepRow[];
  definition: FlowDefinition | undefined;
  selected: string | undefined;
  scale: TimeScale;
  now: number;
  onSelect(key: string): void;
}

/** The steps with their place in time; the arrow keys go from one to the next. */
export function StepList({ run, rows, definition, selected, scale, now, onSelect }: StepListProps) {
  return (
    <Box component="ol" className={classes.list ?? ''} onKeyDown={onArrowKey}>
      <li>
        <Entry
          tone="neutral"
          icon={IconMailForward}
          state="received"
          name={triggerNodeOf(definition)?.name ?? 'Message'}
          note="message received"
          current={selected === triggerKey}
          onClick={() => onSelect(triggerKey)}
          attempts={[]}
          scale={scale}
          now={now}
        />
      </li>
      {rows.map((row) => {
        const retrying =
          row.last.status === 'failed' && row.last.retryAt !== undefined && run.finishedAt === null;
        const look = retrying ? lookOf('waiting') : stepStatusLooks[row.last.status];
        return (
          <li key={row.key}>
            <Entry
              tone={look.tone}
              icon={look.icon}
              state={retrying ? 'waiting for another attempt' : look.label.toLowerCase()}
              name={row.name}
              note={noteOf(row)}
              current={selected === row.key}
              onClick={() => onSelect(row.key)}
              attempts={row.attempts}
              scale={scale}
              now={now}
            />
          </li>
        );
      })}
    </Box>
  );
}

function noteOf({ last, attempts, path }: StepRow): string {
  const parts = [
    path,
    last.origin === 'replay' ? 'taken over from the earlier run' : '',
    last.origin === 'pinned' ? 'pinned output' : '',
    last.origin === 'skipped' ? 'skipped by a person' : '',
    attempts.length > 1 ? `${attempts.length} attempts` : '',
    last.status === 'failed' ? (last.error?.message ?? '') : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

interface EntryProps {
  tone: Tone;
  icon: Icon;
  state: string;
  name: string;
  note: string;
  current: boolean;
  onClick(): void;
  attempts: readonly Step[];
  scale: TimeScale;
  now: number;
}

function Entry({
  tone,
  icon: StateIcon,
  state,
  name,
  note,
  current,
  onClick,
  attempts,
  scale,
  now,
}: EntryProps) {
  const last = attempts.at(-1);
  return (
    <button type="button" className={classes.step} aria-current={current} onClick={onClick} data-step>
      <span className={classes.mark} data-tone={tone}>
        <StateIcon size={12} stroke={2.4} aria-label={state} />
      </span>
      <span style={{ minWidth: 0, ...(last ? {} : { gridColumn: 'span 3' }) }}>
        <span className={classes.stepName} style={{ display: 'block' }}>
          {name}
        </span>
        {note ? (
          <span className={classes.stepNote} style={{ display: 'block' }} title={note}>
            {note}
          </span>
        ) : null}
      </span>
      {last ? (
        <span className={classes.track} aria-hidden>
          {attempts.map((step) => {
            const { left, width } = barOf(step, scale, now);
            return (
              <span
                key={`${step.attempt}${step.startedAt}`}
                className={classes.bar}
                data-tone={stepStatusLooks[step.status].tone}
                style={{ left: `${left}%`, width: `${width}%` }}
                title={`Attempt ${step.attempt}: ${step.durationMs === null ? 'running' : formatDuration(step.durationMs)}`}
              />
            );
          })}
        </span>
      ) : null}
      {last ? (
        <span className={classes.took}>
          <Duration ms={last.durationMs} since={last.status === 'running' ? last.startedAt : null} />
        </span>
      ) : null}
    </button>
  );
}

function onArrowKey(event: KeyboardEvent<HTMLOListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-step]')];
  const at = entries.findIndex((entry) => entry === document.activeElement);
  const next = entries[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}
