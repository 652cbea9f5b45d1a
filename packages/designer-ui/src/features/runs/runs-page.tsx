import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useCan } from '../../api/access.ts';
import { rowsOf } from '../../api/paging.ts';
import { runsQuery } from '../../api/runs.ts';
import { useEnvironment, useEnvironmentName } from '../../components/environment/use-environment.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { PageHeader } from '../../components/page/page-header.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { runColumns } from './run-columns.tsx';
import { RunFilterBar } from './run-filter-bar.tsx';
import { filtersOf, type RunSearch } from './run-search.ts';

export interface RunsPageProps {
  search: RunSearch;
  onSearch(search: RunSearch): void;
}

/** What has come in and what became of it, newest first. */
export function RunsPage({ search, onSearch }: RunsPageProps) {
  const environment = useEnvironment();
  const environmentName = useEnvironmentName();
  const mayOperate = useCan('runs:operate');
  const filters = useMemo(() => filtersOf(search, environment), [search, environment]);
  const source = useInfiniteQuery({ ...runsQuery(filters), placeholderData: keepPreviousData });
  const narrowed = Object.keys(search).length > 0 || environment !== undefined;
  return (
    <Page>
      <PageHeader
        title="Runs"
        description="Every message that came in, and what became of it. The list updates by itself."
      />
      <RunFilterBar search={search} onSearch={onSearch} />
      <Section flush>
        <DataTable
          label="Runs"
          columns={runColumns({ environmentName, mayOperate, showEnvironment: environment === undefined })}
          rows={rowsOf(source.data)}
          source={source}
          empty={narrowed ? <NothingFound onClear={() => onSearch({})} /> : <NothingYet />}
        />
      </Section>
    </Page>
  );
}

function NothingFound({ onClear }: { onClear(): void }) {
  return (
    <EmptyState
      icon={IconListDetails}
      title="No runs match these filters"
      action={
        <Button variant="default" onClick={onClear}>
          Clear filters
        </Button>
      }
    >
      Test runs are left out unless you ask for them. The environment is chosen at the top left.
    </EmptyState>
  );
}

function NothingYet() {
  return (
    <EmptyState icon={IconListDetails} title="No runs yet">
      A run appears here as soon as a message reaches a deployed flow. Deploy a flow and send its first
      message.
    </EmptyState>
  );
}
