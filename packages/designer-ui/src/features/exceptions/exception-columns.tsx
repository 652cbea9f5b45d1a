import type { ExceptionSummary } from '@crossdock/flow-schema';
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { BusinessKeys } from '../../components/domain/business-keys.tsx';
import { classNames, deskNames } from '../../components/domain/words.ts';
import { StatusBadge } from '../../components/status/status-badge.tsx';
import { TwoLines } from '../../components/table/cells.tsx';
import type { Column } from '../../components/table/data-table.tsx';
import { RelativeTime } from '../../components/time/relative-time.tsx';

export interface ExceptionColumnsOptions {
  environmentName(key: string): string;
  /** The cause stands above each group, so that the row names the order instead. */
  grouped: boolean;
  showEnvironment: boolean;
}

export function exceptionColumns(options: ExceptionColumnsOptions): Column<ExceptionSummary>[] {
  const { environmentName, grouped, showEnvironment } = options;
  const environment: Column<ExceptionSummary> = {
    id: 'environment',
    header: 'Environment',
    width: '124px',
    hideBelow: 'wide',
    cell: (exception) => environmentName(exception.environment),
  };
  return [
    grouped
      ? { id: 'subject', header: 'About', cell: (exception) => <Subject exception={exception} /> }
      : { id: 'cause', header: 'Cause', cell: (exception) => <Cause exception={exception} /> },
    { id: 'status', header: 'Status', width: '116px', cell: ({ status }) => <StatusBadge status={status} /> },
    {
      id: 'kind',
      header: 'Kind',
      width: '164px',
      hideBelow: 'medium',
      cell: (exception) => classNames[exception.class],
    },
    ...(showEnvironment ? [environment] : []),
    {
      id: 'desk',
      header: 'Desk',
      width: '158px',
      cell: (exception) => <TwoLines first={deskNames[exception.desk]} second={exception.assignee?.name} />,
    },
    { id: 'age', header: 'Opened', width: '118px', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  ];
}

function Subject({ exception }: { exception: ExceptionSummary }) {
  return (
    <Link to="/exceptions/$exceptionId" params={{ exceptionId: exception.id }} data-row-link>
      {exception.businessKeys.length > 0 ? (
        <BusinessKeys keys={exception.businessKeys} oneLine />
      ) : (
        `Run ${exception.runId.slice(0, 8)}`
      )}
    </Link>
  );
}

function Cause({ exception }: { exception: ExceptionSummary }) {
  return (
    <TwoLines
      first={
        <Link to="/exceptions/$exceptionId" params={{ exceptionId: exception.id }} data-row-link>
          {exception.message}
        </Link>
      }
      second={
        <Text span inherit>
          {exception.flowName} · {exception.nodeName} <BusinessKeys keys={exception.businessKeys} max={1} />
        </Text>
      }
    />
  );
}
