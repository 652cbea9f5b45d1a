import { Box, Button, Group, Tooltip } from '@mantine/core';
import { IconCheck, IconPlugConnected, IconPlugConnectedX, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { connectionTestQuery, type ConnectionRef } from '../../api/connections.ts';
import { messageOf } from '../../api/problem.ts';
import { Banner } from '../../components/feedback/banner.tsx';
import { ToneBadge } from '../../components/status/tone-badge.tsx';
import { formatDuration } from '../../components/time/format.ts';

/** Tries a connection from the list and shows in one word how that went. */
export function ConnectionTestCell({ connection }: { connection: ConnectionRef & { name: string } }) {
  const { refetch, data, error, isFetching } = useQuery(connectionTestQuery(connection));
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        variant="default"
        size="compact-xs"
        loading={isFetching}
        onClick={() => void refetch()}
        aria-label={`Test ${connection.name}`}
      >
        Test
      </Button>
      <span role="status">
        {error ? <Outcome ok={false} text="failed" detail={messageOf(error)} /> : null}
        {data && !error ? (
          <Outcome
            ok={data.ok}
            text={data.ok ? formatDuration(data.latencyMs) : 'failed'}
            detail={data.detail}
          />
        ) : null}
      </span>
    </Group>
  );
}

function Outcome({ ok, text, detail }: { ok: boolean; text: string; detail: string }) {
  const Icon = ok ? IconCheck : IconX;
  return (
    <Tooltip label={detail}>
      <Box component="span" tabIndex={0}>
        <ToneBadge
          tone={ok ? 'success' : 'danger'}
          icon={<Icon size={13} aria-label={ok ? 'Works:' : 'Problem:'} />}
        >
          {text}
        </ToneBadge>
      </Box>
    </Tooltip>
  );
}

/** The outcome of the last test with what the other side said. */
export function TestResult({ connection }: { connection: ConnectionRef }) {
  const { data: result, error, isFetching } = useQuery(connectionTestQuery(connection));
  if (isFetching) return <Banner tone="info" icon={IconPlugConnected} title="Trying the connection…" />;
  if (error) {
    return (
      <Banner tone="danger" icon={IconPlugConnectedX} title="The test could not be made">
        {messageOf(error)}
      </Banner>
    );
  }
  if (!result) return null;
  return result.ok ? (
    <Banner
      tone="success"
      icon={IconCheck}
      title={`The connection works (${formatDuration(result.latencyMs)})`}
    >
      {result.detail}
    </Banner>
  ) : (
    <Banner tone="danger" icon={IconPlugConnectedX} title="The connection does not work">
      {result.detail}
    </Banner>
  );
}
