import { Skeleton, Stack } from '@mantine/core';
import { IconMoodCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { recentExceptionsQuery } from '../../api/exceptions.ts';
import { BusinessKeys } from '../../components/domain/business-keys.tsx';
import { deskNames } from '../../components/domain/words.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { Section } from '../../components/page/page.tsx';
import { RelativeTime } from '../../components/time/relative-time.tsx';
import classes from './home.module.css';
import { TextLink } from '../../components/links/links.tsx';

const shown = 6;

/** The newest open exceptions: what somebody has to mend. */
export function OpenExceptions({ environment }: { environment: string | undefined }) {
  const { data, error, refetch } = useQuery(recentExceptionsQuery({ status: 'open', environment }, shown));
  return (
    <Section
      title="Needs attention"
      flush
      aside={
        <TextLink to="/exceptions" className={classes.more}>
          All exceptions
        </TextLink>
      }
    >
      {error && !data ? (
        <ErrorState what="The exceptions" error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Stack p="md" gap="md">
          <Skeleton height={14} width="70%" />
          <Skeleton height={14} width="55%" />
        </Stack>
      ) : data.length === 0 ? (
        <EmptyState icon={IconMoodCheck} title="Nothing needs you">
          Messages that can’t be processed will wait here until somebody mends them.
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {data.map((exception) => (
            <li key={exception.id}>
              <Link
                to="/exceptions/$exceptionId"
                params={{ exceptionId: exception.id }}
                className={classes.entry}
              >
                <div className={classes.entryMain}>
                  <div className={classes.entryTitle}>{exception.message}</div>
                  <div className={classes.entryNote}>
                    <span>{exception.flowName}</span>
                    <BusinessKeys keys={exception.businessKeys} max={1} oneLine />
                    <span>{deskNames[exception.desk]}</span>
                  </div>
                </div>
                <span className={classes.entryAside}>
                  <RelativeTime at={exception.createdAt} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
