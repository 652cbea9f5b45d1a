import type { CatalogueConnector, Connection } from '@crossdock/flow-schema';
import { Group, Text } from '@mantine/core';
import { SvgIcon } from '../../canvas/svg-icon.tsx';
import { TwoLines } from '../../components/table/cells.tsx';
import type { Column } from '../../components/table/data-table.tsx';
import { plural } from '../../components/time/format.ts';
import { RelativeTime } from '../../components/time/relative-time.tsx';
import { ConnectionMenu } from './connection-menu.tsx';
import { addressOf, authOf } from './connection-rows.ts';
import { ConnectionTestCell } from './connection-test.tsx';
import type { OpenedConnection } from './connections-page.tsx';

export type ConnectionRow = Connection & { id: string };

export interface ConnectionColumnsOptions {
  connectors: readonly CatalogueConnector[];
  environmentName(key: string): string;
  mayWrite: boolean;
  onOpen(opened: OpenedConnection): void;
}

export function connectionColumns(options: ConnectionColumnsOptions): Column<ConnectionRow>[] {
  const { connectors, environmentName, mayWrite, onOpen } = options;
  const connectorOf = (id: string) => connectors.find((connector) => connector.id === id);
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (row) => (
        <TwoLines
          first={
            <button
              type="button"
              data-row-link
              onClick={() => onOpen({ edit: { key: row.key, environment: row.environment } })}
            >
              {row.name}
            </button>
          }
          second={<code>{row.key}</code>}
        />
      ),
    },
    {
      id: 'connector',
      header: 'Connector',
      width: '116px',
      cell: (row) => <ConnectorName connector={connectorOf(row.connector)} id={row.connector} />,
    },
    {
      id: 'environment',
      header: 'Environment',
      width: '124px',
      cell: (row) => environmentName(row.environment),
    },
    {
      id: 'address',
      header: 'Address',
      cell: (row) => (
        <TwoLines
          first={
            <Text size="xs" truncate>
              {addressOf(row) || '–'}
            </Text>
          }
          second={authOf(row)}
        />
      ),
    },
    {
      id: 'used',
      header: 'Used by',
      width: '104px',
      hideBelow: 'medium',
      cell: (row) => <UsedBy connection={row} />,
    },
    {
      id: 'changed',
      header: 'Changed',
      width: '112px',
      hideBelow: 'wide',
      cell: (row) => <RelativeTime at={row.updatedAt} />,
    },
    {
      id: 'test',
      header: 'Test',
      width: '150px',
      cell: (row) =>
        mayWrite && connectorOf(row.connector)?.connection?.testable ? (
          <ConnectionTestCell connection={row} />
        ) : null,
    },
    {
      id: 'actions',
      header: '',
      width: '56px',
      align: 'right',
      cell: (row) => (mayWrite ? <ConnectionMenu connection={row} onOpen={onOpen} /> : null),
    },
  ];
}

function ConnectorName({ connector, id }: { connector: CatalogueConnector | undefined; id: string }) {
  return (
    <Group gap={8} wrap="nowrap">
      {connector ? <SvgIcon svg={connector.icon} size={16} /> : null}
      <span>{connector?.name ?? id}</span>
    </Group>
  );
}

function UsedBy({ connection }: { connection: Connection }) {
  const { usedBy } = connection;
  if (usedBy.length === 0) {
    return (
      <Text size="xs" c="dimmed">
        no flow
      </Text>
    );
  }
  return (
    <span title={usedBy.map(({ flowName }) => flowName).join('\n')}>{plural(usedBy.length, 'flow')}</span>
  );
}
