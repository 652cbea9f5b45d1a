import type { Run } from '@crossdock/flow-schema';
import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api/problem.ts';
import { isActive, runDefinitionQuery, runQuery, runStepsQuery } from '../../api/runs.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { PageHeader } from '../../components/page/page-header.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { StatusBadge } from '../../components/status/status-badge.tsx';
import { IconMapQuestion } from '@tabler/icons-react';
import { RunActions } from './run-actions.tsx';
import { RunBanner } from './run-banner.tsx';
import { RunCanvas } from './run-canvas.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunSteps } from './run-steps.tsx';
import { TextLink } from '../../components/links/links.tsx';

export interface RunPageProps {
  runId: string;
  /** What is looked at: a step's key (see `step-rows.ts`), undefined for the most telling one. */
  selected: string | undefined;
  onSelect(key: string | undefined): void;
}

/** One run: what came in, what each step did, and how it ended. */
export function RunPage({ runId, selected, onSelect }: RunPageProps) {
  const run = useQuery(runQuery(runId));
  if (run.data) return <LoadedRun run={run.data} selected={selected} onSelect={onSelect} />;
  return (
    <Page>
      <PageHeader title="Run" breadcrumb={<RunsLink />} />
      {run.error instanceof ApiError && run.error.status === 404 ? (
        <EmptyState icon={IconMapQuestion} title="This run does not exist" action={<RunsLink />}>
          It may have been removed after the time that runs are kept.
        </EmptyState>
      ) : run.error ? (
        <ErrorState what="The run" error={run.error} retry={() => void run.refetch()} />
      ) : (
        <Stack>
          <Skeleton height={56} />
          <Skeleton height={280} />
          <Skeleton height={240} />
        </Stack>
      )}
    </Page>
  );
}

function RunsLink() {
  return (
    <TextLink to="/runs" inherit>
      Runs
    </TextLink>
  );
}

function LoadedRun({ run, selected, onSelect }: { run: Run } & Omit<RunPageProps, 'runId'>) {
  const steps = useQuery({
    ...runStepsQuery(run.id),
    // Live events do this as well; when the connection is lost, an active run still moves on.
    refetchInterval: isActive(run.status) ? 5000 : false,
  });
  const definition = useQuery(runDefinitionQuery(run.id));
  const title = run.businessKeys[0] ? `${run.flowName} · ${run.businessKeys[0].value}` : run.flowName;
  return (
    <Page>
      <PageHeader
        title={title}
        breadcrumb={<RunsLink />}
        aside={<StatusBadge status={run.status} />}
        actions={<RunActions run={run} definition={definition.data} />}
      />
      <RunFacts run={run} />
      <RunBanner run={run} definition={definition.data} />
      <Section flush>
        <RunCanvas
          run={run}
          definition={definition}
          steps={steps.data}
          selected={selected}
          onSelect={onSelect}
        />
      </Section>
      {steps.error && !steps.data ? (
        <Section title="Steps">
          <ErrorState what="The steps" error={steps.error} retry={() => void steps.refetch()} />
        </Section>
      ) : (
        <RunSteps
          run={run}
          steps={steps.data}
          definition={definition.data}
          selected={selected}
          onSelect={onSelect}
        />
      )}
    </Page>
  );
}
