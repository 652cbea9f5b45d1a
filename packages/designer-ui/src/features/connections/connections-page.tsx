import { Button, Drawer, Group, Skeleton, Text } from '@mantine/core';
import type { Connection } from '@crossdock/flow-schema';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useCan } from '../../api/access.ts';
import { connectionsQuery, connectorsQuery, type ConnectionRef } from '../../api/connections.ts';
import { useEnvironment, useEnvironmentName } from '../../components/environment/use-environment.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { SearchInput } from '../../components/forms/search-input.tsx';
import { PageHeader } from '../../components/page/page-header.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { connectionColumns } from './connection-columns.tsx';
import { connectionId, matches } from './connection-rows.ts';

/** Forms from schemas bring the expression engine with them: fetched when the first drawer opens. */
const ConnectionEditor = lazy(async () => ({
  default: (await import('./connection-editor.tsx')).ConnectionEditor,
}));

/** What stands in the drawer: one to edit, a new one (maybe of a certain connector), or a copy of one. */
export type OpenedConnection =
  | { edit: ConnectionRef }
  | { create: { connector?: string | undefined; copyOf?: ConnectionRef | undefined } };

export interface ConnectionsPageProps {
  opened: OpenedConnection | undefined;
  onOpen(opened: OpenedConnection | undefined): void;
}

/** Systems that flows call or are called by, per environment. */
export function ConnectionsPage({ opened, onOpen }: ConnectionsPageProps) {
  const environment = useEnvironment();
  const environmentName = useEnvironmentName();
  const mayWrite = useCan('connections:write');
  const source = useQuery(connectionsQuery(environment));
  const { data: connectors = [] } = useQuery(connectorsQuery);
  const [q, setQ] = useState<string>();
  const rows = useMemo(
    () =>
      (source.data ?? [])
        .filter((connection) => matches(connection, q))
        .map((connection) => ({ ...connection, id: connectionId(connection) })),
    [source.data, q],
  );
  const create = mayWrite ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onOpen({ create: {} })}>
      New connection
    </Button>
  ) : null;
  return (
    <Page>
      <PageHeader
        title="Connections"
        description="Systems that flows talk to. Each environment has its own address and credentials under the same key."
        actions={create}
      />
      <Group>
        <SearchInput value={q} onChange={setQ} placeholder="Search name, key or address" width={320} />
      </Group>
      <Section flush>
        <DataTable
          label="Connections"
          columns={connectionColumns({ connectors, environmentName, mayWrite, onOpen })}
          rows={rows}
          source={source}
          empty={
            q ? (
              <EmptyState icon={IconPlugConnected} title={`No connection matches “${q}”`} />
            ) : (
              <EmptyState icon={IconPlugConnected} title="No connections yet" action={create}>
                A connection holds the address and the credentials of a system. Flows name it by its key, so
                that the same flow runs in every environment.
              </EmptyState>
            )
          }
        />
      </Section>
      <ConnectionDrawer opened={opened} connections={source.data} mayWrite={mayWrite} onOpen={onOpen} />
    </Page>
  );
}

interface ConnectionDrawerProps extends ConnectionsPageProps {
  connections: Connection[] | undefined;
  mayWrite: boolean;
}

function ConnectionDrawer({ opened, connections, mayWrite, onOpen }: ConnectionDrawerProps) {
  const wanted = opened && 'edit' in opened ? opened.edit : opened?.create.copyOf;
  const found = wanted && connections?.find((each) => connectionId(each) === connectionId(wanted));
  const form = useFormIdentity(opened);
  const ready = opened !== undefined && (wanted === undefined || found !== undefined);
  const editing = opened && 'edit' in opened ? found : undefined;
  const title = editing ? editing.name : wanted ? 'Copy to another environment' : 'New connection';
  return (
    <Drawer
      opened={ready}
      onClose={() => onOpen(undefined)}
      position="right"
      size={560}
      title={<Text fw={620}>{title}</Text>}
      closeOnClickOutside={false}
    >
      {ready ? (
        <Suspense fallback={<Skeleton height={320} />}>
          <ConnectionEditor
            key={form.key}
            existing={editing}
            copyOf={editing ? undefined : found}
            connector={'create' in opened ? opened.create.connector : undefined}
            readOnly={!mayWrite}
            onClose={() => onOpen(undefined)}
            onCreated={(ref) => {
              const saved: OpenedConnection = { edit: ref };
              form.goesOnAs(saved);
              onOpen(saved);
            }}
          />
        </Suspense>
      ) : null}
    </Drawer>
  );
}

const identityOf = (opened: OpenedConnection): string =>
  'edit' in opened ? `edit ${connectionId(opened.edit)}` : JSON.stringify(opened);

/** A form that was opened for a new connection stays the same one once that is saved, with its test's outcome. */
function useFormIdentity(opened: OpenedConnection | undefined) {
  const [renamed, setRenamed] = useState<{ from: string; to: string }>();
  const key = opened && identityOf(opened);
  return {
    key: renamed && renamed.to === key ? renamed.from : key,
    goesOnAs: (saved: OpenedConnection) => setRenamed({ from: key ?? '', to: identityOf(saved) }),
  };
}
