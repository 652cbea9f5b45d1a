import { Button, Group } from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCan } from '../../api/access.ts';
import { flowsQuery } from '../../api/flows.ts';
import { rowsOf } from '../../api/paging.ts';
import { useEnvironmentName } from '../../components/environment/use-environment.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { SearchInput } from '../../components/forms/search-input.tsx';
import { PageHeader } from '../../components/page/page-header.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { flowColumns } from './flow-columns.tsx';
import { NewFlowDialog } from './new-flow-dialog.tsx';

export interface FlowsPageProps {
  q: string | undefined;
  creating: boolean;
  onSearch(q: string | undefined): void;
  onCreating(creating: boolean): void;
  /** Opens a flow in the designer. */
  onOpen(flowId: string): void;
}

/** All flows, with their state and how they have been doing. */
export function FlowsPage({ q, creating, onSearch, onCreating, onOpen }: FlowsPageProps) {
  const source = useInfiniteQuery({ ...flowsQuery(q), placeholderData: keepPreviousData });
  const environmentName = useEnvironmentName();
  const mayWrite = useCan('flows:write');
  const newFlow = mayWrite ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onCreating(true)}>
      New flow
    </Button>
  ) : null;
  return (
    <Page>
      <PageHeader
        title="Flows"
        description="Each flow takes messages from one system and books them in others."
        actions={newFlow}
      />
      <Group>
        <SearchInput value={q} onChange={onSearch} placeholder="Search name or description" width={320} />
      </Group>
      <Section flush>
        <DataTable
          label="Flows"
          columns={flowColumns({ environmentName, mayWrite, onOpen })}
          rows={rowsOf(source.data)}
          source={source}
          empty={
            q ? (
              <EmptyState
                icon={IconRoute}
                title={`No flow matches “${q}”`}
                action={
                  <Button variant="default" onClick={() => onSearch(undefined)}>
                    Show all flows
                  </Button>
                }
              >
                Name and description are searched.
              </EmptyState>
            ) : (
              <EmptyState icon={IconRoute} title="No flows yet" action={newFlow}>
                Draw the first one: what comes in, how it is mapped, and where it is booked.
              </EmptyState>
            )
          }
        />
      </Section>
      <NewFlowDialog opened={creating} onClose={() => onCreating(false)} onCreated={onOpen} />
    </Page>
  );
}
