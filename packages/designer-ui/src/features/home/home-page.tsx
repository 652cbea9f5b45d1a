import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../api/access.ts';
import { dayStatsQuery } from '../../api/stats.ts';
import { useEnvironment, useEnvironmentName } from '../../components/environment/use-environment.ts';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { PageHeader } from '../../components/page/page-header.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { DayFigures } from './day-figures.tsx';
import { FirstSteps } from './first-steps.tsx';
import { FlowsInTrouble } from './flows-in-trouble.tsx';
import { OpenExceptions } from './open-exceptions.tsx';
import { ThroughputChart } from './throughput-chart.tsx';
import classes from './home.module.css';

/** What needs me, and how things are going. */
export function HomePage() {
  const environment = useEnvironment();
  const nameOf = useEnvironmentName();
  const { user } = useSession();
  const stats = useQuery(dayStatsQuery(environment));
  const scope = environment ? nameOf(environment) : 'all environments';
  return (
    <Page>
      <PageHeader
        title="Home"
        description={`Hello, ${user.name.split(' ')[0] ?? user.name}. The last 24 hours in ${scope}.`}
      />
      <FirstSteps />
      {stats.error && !stats.data ? (
        <Section title="Last 24 hours">
          <ErrorState what="The figures" error={stats.error} retry={() => void stats.refetch()} />
        </Section>
      ) : (
        <>
          <DayFigures stats={stats.data} />
          <Section title="Throughput by hour">
            <ThroughputChart series={stats.data?.series} />
          </Section>
        </>
      )}
      <div className={classes.columns}>
        <OpenExceptions environment={environment} />
        <FlowsInTrouble />
      </div>
    </Page>
  );
}
