import type { ApiKey } from '@crossdock/flow-schema';
import { Button, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiKeysQuery, useRevokeApiKey } from '../../api/access.ts';
import { confirm } from '../../components/feedback/confirm.tsx';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { notifyDone, notifyError } from '../../components/feedback/notify.tsx';
import { Section } from '../../components/page/page.tsx';
import { TwoLines } from '../../components/table/cells.tsx';
import { DataTable, type Column } from '../../components/table/data-table.tsx';
import { RelativeTime } from '../../components/time/relative-time.tsx';
import { NewApiKeyDialog } from './new-api-key-dialog.tsx';
import { scopesText } from './scopes.ts';

/** Keys by which other programs use the API. */
export function ApiKeys() {
  const source = useQuery(apiKeysQuery);
  const [creating, setCreating] = useState(false);
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      New API key
    </Button>
  );
  return (
    <Section title="API keys" flush aside={source.data?.length ? create : null}>
      <DataTable
        label="API keys"
        columns={useColumns()}
        rows={source.data ?? []}
        source={source}
        empty={
          <EmptyState icon={IconKey} title="No API keys yet" action={create}>
            A key lets a partner’s or your own program send messages or read runs, without a person’s
            password.
          </EmptyState>
        }
      />
      <NewApiKeyDialog opened={creating} onClose={() => setCreating(false)} />
    </Section>
  );
}

function useColumns(): Column<ApiKey>[] {
  const revoking = useRevokeApiKey();
  const revoke = (key: ApiKey): void =>
    confirm({
      title: `Revoke “${key.name}”?`,
      children: 'Programs that use it are refused from now on. This can’t be undone.',
      confirm: 'Revoke key',
      onConfirm: () =>
        revoking.mutate(key.id, {
          onSuccess: () => notifyDone(`“${key.name}” was revoked.`),
          onError: (error) => notifyError('The key could not be revoked', error),
        }),
    });
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (key) => (
        <TwoLines
          first={
            <Text size="xs" fw={550} truncate>
              {key.name}
            </Text>
          }
          second={<code>{key.prefix}…</code>}
        />
      ),
    },
    {
      id: 'scopes',
      header: 'May',
      cell: (key) => (
        <Text size="xs" title={key.scopes.join('\n')} lineClamp={2}>
          {scopesText(key.scopes)}
        </Text>
      ),
    },
    {
      id: 'used',
      header: 'Last used',
      width: '112px',
      cell: (key) => <Moment at={key.lastUsedAt} none="never" />,
    },
    {
      id: 'expires',
      header: 'Expires',
      width: '112px',
      cell: (key) => <Moment at={key.expiresAt} none="never" />,
    },
    {
      id: 'actions',
      header: '',
      width: '112px',
      align: 'right',
      cell: (key) => (
        <Button variant="subtle" color="gray" onClick={() => revoke(key)} aria-label={`Revoke ${key.name}`}>
          Revoke
        </Button>
      ),
    },
  ];
}

function Moment({ at, none }: { at: string | null; none: string }) {
  return at ? (
    <RelativeTime at={at} />
  ) : (
    <Text size="xs" c="dimmed">
      {none}
    </Text>
  );
}
