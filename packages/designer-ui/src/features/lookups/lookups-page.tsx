import type { LookupTable } from '@crossdock/flow-schema';
import { Button, Group } from '@mantine/core';
import { IconPlus, IconTable } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCan } from '../../api/access.ts';
import { lookupsQuery } from '../../api/lookups.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { SearchInput } from '../../components/forms/search-input.tsx';
import { TextLink } from '../../components/links/links.tsx';
import { PageHeader } from '../../components/page/page-header.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { TwoLines } from '../../components/table/cells.tsx';
import { DataTable, type Column } from '../../components/table/data-table.tsx';
import { count, plural } from '../../components/time/format.ts';
import { RelativeTime } from '../../components/time/relative-time.tsx';
import { columnLabel } from '../../components/lookups/row-draft.ts';
import { TableDrawer } from './table-drawer.tsx';

type Row = LookupTable & { id: string };

/** Cross-reference tables: what one side calls something, and what the other does. */
export function LookupsPage({ onOpen }: { onOpen(key: string): void }) {
  const [q, setQ] = useState<string>();
  const [creating, setCreating] = useState(false);
  const mayCreate = useCan('flows:write');
  const source = useQuery({ ...lookupsQuery(q), placeholderData: keepPreviousData });
  const rows = (source.data ?? []).map((table): Row => ({ ...table, id: table.key }));
  const create = mayCreate ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      New lookup table
    </Button>
  ) : null;
  return (
    <Page>
      <PageHeader
        title="Lookup tables"
        description="What partners call something, and what we do: units, items, codes, prices. Maps and lookup steps read them."
        actions={create}
      />
      <Group>
        <SearchInput value={q} onChange={setQ} placeholder="Search title or key" width={320} />
      </Group>
      <Section flush>
        <DataTable
          label="Lookup tables"
          columns={columns}
          rows={rows}
          source={source}
          empty={
            q ? (
              <EmptyState icon={IconTable} title={`No lookup table matches “${q}”`} />
            ) : (
              <EmptyState icon={IconTable} title="No lookup tables yet" action={create}>
                A lookup table translates between a partner’s codes and ours. When a code is not in it, the
                run can wait until somebody adds it.
              </EmptyState>
            )
          }
        />
      </Section>
      <TableDrawer opened={creating} onClose={() => setCreating(false)} onSaved={({ key }) => onOpen(key)} />
    </Page>
  );
}

const columns: Column<Row>[] = [
  {
    id: 'title',
    header: 'Table',
    cell: (row) => (
      <TwoLines
        first={
          <TextLink to="/lookups/$lookupKey" params={{ lookupKey: row.key }} inherit data-row-link>
            {row.title}
          </TextLink>
        }
        second={<code>{row.key}</code>}
      />
    ),
  },
  {
    id: 'columns',
    header: 'Columns',
    hideBelow: 'medium',
    cell: ({ keys, values }) => `${keys.map(columnLabel).join(', ')} → ${values.map(columnLabel).join(', ')}`,
  },
  { id: 'rows', header: 'Rows', width: '96px', align: 'right', cell: (row) => count(row.rows) },
  {
    id: 'used',
    header: 'Used by',
    width: '112px',
    hideBelow: 'medium',
    cell: ({ usedBy }) => (
      <span title={usedBy.map(({ flowName }) => flowName).join('\n')}>
        {usedBy.length === 0 ? 'no flow' : plural(usedBy.length, 'flow')}
      </span>
    ),
  },
  {
    id: 'changed',
    header: 'Changed',
    width: '128px',
    hideBelow: 'wide',
    cell: (row) => <RelativeTime at={row.updatedAt} />,
  },
];
