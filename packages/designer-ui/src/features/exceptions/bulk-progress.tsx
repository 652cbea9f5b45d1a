import { Button, Progress, Spoiler, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { bulkJobQuery, exceptionKeys } from '../../api/exceptions.ts';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { TextLink } from '../../components/links/links.tsx';
import { count } from '../../components/time/format.ts';
import classes from './exceptions.module.css';

/** How far a bulk action has come; stays until it is put away. */
export function BulkProgress({ jobId, onClose }: { jobId: string; onClose(): void }) {
  const { data: job, error, refetch } = useQuery(bulkJobQuery(jobId));
  const cache = useQueryClient();
  const ended = job !== undefined && job.state !== 'running';
  useEffect(() => {
    if (ended) void cache.invalidateQueries({ queryKey: exceptionKeys.lists });
  }, [ended, cache]);
  if (error && !job) return <ErrorState what="The progress" error={error} retry={() => void refetch()} />;
  const total = job?.total ?? 0;
  const settled = (job?.done ?? 0) + (job?.failed ?? 0);
  return (
    <div className={classes.progress} role="status">
      <div className={classes.progressHead}>
        <Text size="xs" fw={600}>
          {ended ? 'Finished' : 'Working'}: {count(settled)} of {count(total)}
          {job && job.failed > 0 ? `, ${count(job.failed)} refused` : ''}
        </Text>
        {ended ? (
          <Button variant="subtle" onClick={onClose}>
            Close
          </Button>
        ) : null}
      </div>
      <Progress value={total ? (100 * settled) / total : 0} animated={!ended} aria-label="Progress" />
      {job && job.errors.length > 0 ? (
        <Spoiler maxHeight={72} showLabel="Show all" hideLabel="Show fewer" mt="xs">
          <ul className={classes.refusals}>
            {job.errors.map(({ exceptionId, message }) => (
              <li key={exceptionId}>
                <TextLink to="/exceptions/$exceptionId" params={{ exceptionId }} inherit>
                  {exceptionId.slice(0, 8)}
                </TextLink>
                : {message}
              </li>
            ))}
          </ul>
        </Spoiler>
      ) : null}
    </div>
  );
}
