import type { RunSummary } from '@crossdock/flow-schema';
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { BusinessKeys } from '../../components/domain/business-keys.tsx';
import { versionLabel } from '../../components/domain/words.ts';
import { StatusBadge } from '../../components/status/status-badge.tsx';
import { TwoLines } from '../../components/table/cells.tsx';
import type { Column } from '../../components/table/data-table.tsx';
import { Countdown } from '../../components/time/countdown.tsx';
import { Duration } from '../../components/time/duration.tsx';
import { RelativeTime } from '../../components/time/relative-time.tsx';
import { RunMenu } from './run-menu.tsx';

export interface RunColumnsOptions {
  environmentName(key: string): string;
  mayOperate: boolean;
  showEnvironment: boolean;
}

export function runColumns({
  environmentName,
  mayOperate,
  showEnvironment,
}: RunColumnsOptions): Column<RunSummary>[] {
  const environment: Column<RunSummary> = {
    id: 'environment',
    header: 'Environment',
    width: '124px',
    hideBelow: 'medium',
    cell: (run) => environmentName(run.environment),
  };
  return [
    { id: 'status', header: 'Status', width: '136px', cell: (run) => <StatusBadge status={run.status} /> },
    {
      id: 'flow',
      header: 'Flow',
      width: '24%',
      cell: (run) => (
        <TwoLines
          first={
            <Link to="/runs/$runId" params={{ runId: run.id }} data-row-link>
              {run.flowName}
            </Link>
          }
          second={`${versionLabel(run.version)}${run.test && run.version !== null ? ', test' : ''}${run.test && run.version === null ? ' test run' : ''}`}
        />
      ),
    },
    { id: 'subject', header: 'About', cell: (run) => <Subject run={run} /> },
    ...(showEnvironment ? [environment] : []),
    {
      id: 'received',
      header: 'Received',
      width: '118px',
      cell: (run) => <RelativeTime at={run.createdAt} />,
    },
    {
      id: 'duration',
      header: 'Took',
      width: '108px',
      align: 'right',
      cell: (run) => <Duration ms={run.durationMs} since={run.finishedAt ? null : run.startedAt} />,
    },
    {
      id: 'actions',
      header: '',
      width: '56px',
      align: 'right',
      cell: (run) => <RunMenu run={run} mayOperate={mayOperate} />,
    },
  ];
}

/** Business keys, and below them why it failed or what it waits for. */
function Subject({ run }: { run: RunSummary }) {
  const keys = run.businessKeys.length > 0 ? <BusinessKeys keys={run.businessKeys} oneLine /> : null;
  const note = noteOf(run);
  if (!keys && !note) {
    return (
      <Text size="xs" c="dimmed">
        –
      </Text>
    );
  }
  return (
    <TwoLines
      first={
        keys ?? (
          <Text size="xs" truncate>
            {note}
          </Text>
        )
      }
      second={keys ? note : undefined}
    />
  );
}

function noteOf(run: RunSummary) {
  if (run.status === 'failed') return run.error?.message;
  if (run.status !== 'waiting' || !run.waitingFor) return undefined;
  const { message, until } = run.waitingFor;
  return until ? (
    <>
      {message} Next <Countdown until={until} />
    </>
  ) : (
    message
  );
}
