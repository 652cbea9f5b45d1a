import type { FlowSummary } from '@crossdock/flow-schema';
import { Skeleton, Stack } from '@mantine/core';
import { IconHeartbeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { flowChoicesQuery } from '../../api/flows.ts';
import { OutcomeSpark } from '../../components/domain/outcome-spark.tsx';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { Section } from '../../components/page/page.tsx';
import { plural } from '../../components/time/format.ts';
import classes from './home.module.css';
import { inTrouble } from './trouble.ts';
import { TextLink } from '../../components/links/links.tsx';

const shown = 6;

/** Flows whose last runs failed or that have open exceptions, worst first. */
export function FlowsInTrouble() {
  const { data, error, refetch } = useQuery(flowChoicesQuery(undefined));
  const flows = data ? inTrouble(data).slice(0, shown) : undefined;
  return (
    <Section
      title="Flows in trouble"
      flush
      aside={
        <TextLink to="/flows" className={classes.more}>
          All flows
        </TextLink>
      }
    >
      {error && !flows ? (
        <ErrorState what="The flows" error={error} retry={() => void refetch()} />
      ) : !flows ? (
        <Stack p="md" gap="md">
          <Skeleton height={14} width="70%" />
          <Skeleton height={14} width="55%" />
        </Stack>
      ) : flows.length === 0 ? (
        <EmptyState icon={IconHeartbeat} title="All flows are well">
          A flow stands here when its last run failed, or when exceptions of it are open.
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {flows.map((flow) => (
            <li key={flow.id}>
              <Link to="/runs" search={{ flow: flow.id }} className={classes.entry}>
                <div className={classes.entryMain}>
                  <div className={classes.entryTitle}>{flow.name}</div>
                  <div className={classes.entryNote}>{troubleText(flow)}</div>
                </div>
                <OutcomeSpark runs={flow.lastRuns} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function troubleText(flow: FlowSummary): string {
  if (flow.openExceptions > 0) return plural(flow.openExceptions, 'open exception');
  return 'last run failed';
}
