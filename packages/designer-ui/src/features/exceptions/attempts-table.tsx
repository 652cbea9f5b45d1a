import type { Exception } from '@crossdock/flow-schema';
import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { runStepsQuery } from '../../api/runs.ts';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { StatusBadge } from '../../components/status/status-badge.tsx';
import { Duration } from '../../components/time/duration.tsx';
import { exactTime } from '../../components/time/format.ts';
import classes from './exceptions.module.css';

/** Every attempt at the failed step: when, what came back, how long it took. */
export function AttemptsTable({ exception }: { exception: Exception }) {
  const { data, error, refetch } = useQuery(runStepsQuery(exception.runId));
  if (error && !data) return <ErrorState what="The attempts" error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={60} />;
  const attempts = data.filter(({ nodeId }) => nodeId === exception.nodeId);
  if (attempts.length === 0) {
    return (
      <Text size="xs" c="dimmed">
        No attempts are recorded.
      </Text>
    );
  }
  return (
    <table className={classes.attempts}>
      <thead>
        <tr>
          <th scope="col">Attempt</th>
          <th scope="col">Time</th>
          <th scope="col">Outcome</th>
          <th scope="col">Answer</th>
          <th scope="col">Took</th>
        </tr>
      </thead>
      <tbody>
        {attempts.map((step, index) => (
          <tr key={`${step.path}${step.attempt}${step.startedAt}`}>
            <td>{step.path ? `${index + 1} (${step.path})` : index + 1}</td>
            <td style={{ whiteSpace: 'nowrap' }}>{exactTime(step.startedAt)}</td>
            <td>
              <StatusBadge status={step.status} />
            </td>
            <td>
              {step.http?.status ? `${step.http.status} · ` : ''}
              {step.error?.message ?? '–'}
            </td>
            <td>
              <Duration ms={step.durationMs} since={step.status === 'running' ? step.startedAt : null} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
