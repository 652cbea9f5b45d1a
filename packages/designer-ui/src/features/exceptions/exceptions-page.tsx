import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconInbox, IconMoodCheck } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useCan } from '../../api/access.ts';
import { exceptionsQuery } from '../../api/exceptions.ts';
import { rowsOf } from '../../api/paging.ts';
import { useEnvironment, useEnvironmentName } from '../../components/environment/use-environment.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { PageHeader } from '../../components/page/page-header.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import { exceptionColumns } from './exception-columns.tsx';
import { ExceptionFilterBar } from './exception-filter-bar.tsx';
import { filtersOf, type ExceptionSearch } from './exception-search.ts';
import { GroupHead } from './group-head.tsx';
import { groupByCause } from './grouping.ts';

export interface ExceptionsPageProps {
  search: ExceptionSearch;
  onSearch(search: ExceptionSearch): void;
}

/** The inbox of what could not be processed. */
export function ExceptionsPage({ search, onSearch }: ExceptionsPageProps) {
  const environment = useEnvironment();
  const environmentName = useEnvironmentName();
  const mayOperate = useCan('exceptions:operate');
  const filters = useMemo(() => filtersOf(search, environment), [search, environment]);
  const source = useInfiniteQuery({ ...exceptionsQuery(filters), placeholderData: keepPreviousData });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [jobId, setJobId] = useState<string>();

  const groups = useMemo(() => groupByCause(rowsOf(source.data)), [source.data]);
  const grouped = search.list !== 'plain';
  const rows = grouped ? groups.flatMap(({ exceptions }) => exceptions) : rowsOf(source.data);
  const groupOf = useMemo(
    () => new Map(groups.flatMap((group) => group.exceptions.map(({ id }) => [id, group] as const))),
    [groups],
  );
  // Rows that left the list (mended meanwhile, or filtered away) are no longer meant.
  const chosen = rows.filter(({ id, status }) => selected.has(id) && status === 'open');
  const selectable = mayOperate && (search.status === undefined || search.status === 'open');

  return (
    <Page>
      <PageHeader
        title="Exceptions"
        description="Messages that could not be processed. Mend them, and they go on from where they stopped."
        actions={
          <SegmentedControl
            aria-label="Order of the list"
            value={grouped ? 'grouped' : 'plain'}
            onChange={(value) => onSearch({ ...search, list: value === 'plain' ? 'plain' : undefined })}
            data={[
              { value: 'grouped', label: 'By cause' },
              { value: 'plain', label: 'By time' },
            ]}
          />
        }
      />
      <ExceptionFilterBar search={search} onSearch={onSearch} />
      {jobId ? <BulkProgress jobId={jobId} onClose={() => setJobId(undefined)} /> : null}
      {chosen.length > 0 ? (
        <BulkBar
          exceptions={chosen}
          onClear={() => setSelected(new Set())}
          onStarted={(id) => {
            setJobId(id);
            setSelected(new Set());
          }}
        />
      ) : null}
      <Section flush>
        <DataTable
          label="Exceptions"
          columns={exceptionColumns({ environmentName, grouped, showEnvironment: environment === undefined })}
          rows={rows}
          source={source}
          {...(selectable ? { selection: { selected, onChange: setSelected } } : {})}
          rowName={(row) => row.businessKeys[0]?.value ?? row.message}
          groupHead={(row, previous) => {
            const group = groupOf.get(row.id);
            const starts =
              grouped &&
              group &&
              group.exceptions[0]?.id === row.id &&
              group !== groupOf.get(previous?.id ?? '');
            return starts ? (
              <GroupHead
                group={group}
                more={Boolean(source.hasNextPage)}
                selected={selected}
                {...(selectable ? { onSelect: setSelected } : {})}
              />
            ) : null;
          }}
          empty={<Empty search={search} onSearch={onSearch} />}
        />
      </Section>
    </Page>
  );
}

function Empty({ search, onSearch }: ExceptionsPageProps) {
  const { list: _, ...filters } = search;
  if (Object.keys(filters).length > 0) {
    return (
      <EmptyState
        icon={IconInbox}
        title="No exceptions match these filters"
        action={
          <Button variant="default" onClick={() => onSearch({})}>
            Show all open ones
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState icon={IconMoodCheck} title="Nothing needs mending">
      When a message can’t be processed, it waits here with its cause, and nothing of it is lost.
      <Group justify="center" mt="sm">
        <Button variant="subtle" onClick={() => onSearch({ status: 'any' })}>
          Show resolved and discarded
        </Button>
      </Group>
    </EmptyState>
  );
}
