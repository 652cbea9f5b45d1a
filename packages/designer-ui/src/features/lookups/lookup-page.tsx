import type { LookupRow, LookupTable } from '@crossdock/flow-schema';
import { Button, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconMapQuestion, IconPlus, IconTable } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useCan } from '../../api/access.ts';
import { lookupQuery, lookupRowsQuery } from '../../api/lookups.ts';
import { rowsOf } from '../../api/paging.ts';
import { ApiError } from '../../api/problem.ts';
import { useEnvironment, useEnvironmentName } from '../../components/environment/use-environment.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { SearchInput } from '../../components/forms/search-input.tsx';
import { TextLink } from '../../components/links/links.tsx';
import { draftOfKey, type RowDraft } from '../../components/lookups/row-draft.ts';
import { PageHeader } from '../../components/page/page-header.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { Gaps } from './gaps.tsx';
import { rowColumns } from './row-columns.tsx';
import { RowEditor } from './row-editor.tsx';
import { TableActions } from './table-actions.tsx';
import { TryPanel } from './try-panel.tsx';
import classes from './lookups.module.css';

export interface LookupPageProps {
  lookupKey: string;
  q: string | undefined;
  onSearch(q: string | undefined): void;
  onDeleted(): void;
}

/** One lookup table: its rows, what runs miss in it, and a place to try it. */
export function LookupPage(props: LookupPageProps) {
  const { data, error, refetch } = useQuery(lookupQuery(props.lookupKey));
  if (data) return <LoadedLookup {...props} table={data} />;
  return (
    <Page>
      <PageHeader title="Lookup table" breadcrumb={<ListLink />} />
      {error instanceof ApiError && error.status === 404 ? (
        <EmptyState icon={IconMapQuestion} title="This lookup table does not exist" action={<ListLink />} />
      ) : error ? (
        <ErrorState what="The lookup table" error={error} retry={() => void refetch()} />
      ) : (
        <Stack>
          <Skeleton height={56} />
          <Skeleton height={320} />
        </Stack>
      )}
    </Page>
  );
}

function ListLink() {
  return (
    <TextLink to="/lookups" inherit>
      Lookup tables
    </TextLink>
  );
}

/** A row in the drawer: one that is there, or a new one with what it begins with. */
type Opened = { row: LookupRow } | { draft: RowDraft | undefined };

function LoadedLookup({ table, q, onSearch, onDeleted }: LookupPageProps & { table: LookupTable }) {
  const [opened, setOpened] = useState<Opened>();
  const mayWrite = useCan('lookups:write');
  const addRow = mayWrite ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpened({ draft: undefined })}>
      Add row
    </Button>
  ) : null;
  return (
    <Page>
      <PageHeader
        title={table.title}
        breadcrumb={<ListLink />}
        description={
          <>
            <code>$lookup("{table.key}", …)</code>
            {table.description ? ` · ${table.description}` : ''}
          </>
        }
        actions={
          <>
            <TableActions table={table} onDeleted={onDeleted} />
            {addRow}
          </>
        }
      />
      <Gaps
        table={table}
        onAdd={mayWrite ? (key) => setOpened({ draft: draftOfKey(table, key) }) : undefined}
      />
      <Group>
        <SearchInput value={q} onChange={onSearch} placeholder="Search in rows" width={320} />
      </Group>
      <div className={classes.columns}>
        <Section flush>
          <Rows table={table} q={q} addRow={addRow} onOpen={(row) => setOpened({ row })} />
        </Section>
        <TryPanel table={table} />
      </div>
      <RowDrawer table={table} opened={opened} readOnly={!mayWrite} onClose={() => setOpened(undefined)} />
    </Page>
  );
}

interface RowsProps {
  table: LookupTable;
  q: string | undefined;
  addRow: ReactNode;
  onOpen(row: LookupRow): void;
}

function Rows({ table, q, addRow, onOpen }: RowsProps) {
  const environment = useEnvironment();
  const environmentName = useEnvironmentName();
  const source = useInfiniteQuery(lookupRowsQuery(table.key, { q, environment }));
  return (
    <DataTable
      label={`Rows of ${table.title}`}
      columns={rowColumns({ definition: table, environmentName, onOpen })}
      rows={rowsOf(source.data)}
      source={source}
      empty={
        q || table.rows > 0 ? (
          <EmptyState icon={IconTable} title={q ? `No row with “${q}”` : 'No rows for this environment'} />
        ) : (
          <EmptyState icon={IconTable} title="No rows yet" action={addRow}>
            Add rows one by one, or take in a CSV file with the columns of this table.
          </EmptyState>
        )
      }
    />
  );
}

interface RowDrawerProps {
  table: LookupTable;
  opened: Opened | undefined;
  readOnly: boolean;
  onClose(): void;
}

function RowDrawer({ table, opened, readOnly, onClose }: RowDrawerProps) {
  const row = opened && 'row' in opened ? opened.row : undefined;
  const draft = opened && 'draft' in opened ? opened.draft : undefined;
  return (
    <Drawer
      opened={opened !== undefined}
      onClose={onClose}
      position="right"
      size={480}
      title={<Text fw={620}>{row ? 'Row' : 'New row'}</Text>}
      closeOnClickOutside={false}
    >
      {opened ? (
        <RowEditor
          key={row?.id ?? JSON.stringify(draft)}
          table={table}
          existing={row}
          initial={draft}
          readOnly={readOnly}
          onClose={onClose}
        />
      ) : null}
    </Drawer>
  );
}
