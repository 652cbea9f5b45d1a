import type { VersionSummary } from '@crossdock/flow-schema';
import { Button, Group, ScrollArea, Skeleton, Stack, Text } from '@mantine/core';
import { IconVersions } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { flowQuery, versionsQuery } from '../../../api/flows.ts';
import { EmptyState } from '../../../components/feedback/empty-state.tsx';
import { ErrorState } from '../../../components/feedback/error-state.tsx';
import { useEnvironmentName } from '../../../components/environment/use-environment.ts';
import { ToneBadge } from '../../../components/status/tone-badge.tsx';
import { RelativeTime } from '../../../components/time/relative-time.tsx';
import { CompareDialog } from '../dialogs/compare-dialog.tsx';
import { useDesigner } from '../session.ts';
import classes from './drawer.module.css';

function Deployed({ version }: { version: number }) {
  const { flowId } = useDesigner();
  const nameOf = useEnvironmentName();
  const { data: flow } = useQuery(flowQuery(flowId));
  const places = flow?.deployments.filter((deployment) => deployment.version === version) ?? [];
  return (
    <Group gap={4}>
      {places.map(({ environment, paused }) => (
        <ToneBadge key={environment} tone={paused ? 'warning' : 'success'}>
          {nameOf(environment)}
          {paused ? ', paused' : ''}
        </ToneBadge>
      ))}
    </Group>
  );
}

function VersionRow({ version, onCompare }: { version: VersionSummary; onCompare(): void }) {
  return (
    <div className={classes.version}>
      <span className={classes.versionNumber}>v{version.version}</span>
      <span className={classes.versionNote}>
        {version.note ?? (
          <Text span c="dimmed" inherit>
            No note
          </Text>
        )}
      </span>
      <Deployed version={version.version} />
      <Text size="xs" c="dimmed">
        {version.createdBy} · <RelativeTime at={version.createdAt} />
      </Text>
      <Button variant="default" onClick={onCompare}>
        Compare or restore
      </Button>
    </div>
  );
}

/** What has been published, newest first. */
export function VersionsPanel() {
  const { flowId, ui, editable } = useDesigner();
  const { data: versions, error, refetch } = useQuery(versionsQuery(flowId));
  const [compared, setCompared] = useState<number | undefined>(undefined);
  if (error) return <ErrorState what="The versions" error={error} retry={() => void refetch()} />;
  if (!versions)
    return (
      <Stack p="sm" gap={8}>
        <Skeleton height={30} />
        <Skeleton height={30} />
      </Stack>
    );
  if (versions.length === 0)
    return (
      <EmptyState
        icon={IconVersions}
        title="Not published yet"
        action={editable ? <Button onClick={() => ui.setState({ dialog: 'publish' })}>Publish</Button> : null}
      >
        Publishing freezes the draft as a version, which can then be deployed.
      </EmptyState>
    );
  return (
    <ScrollArea className={classes.fill} type="auto" scrollbarSize={8}>
      {versions.map((version) => (
        <VersionRow key={version.version} version={version} onCompare={() => setCompared(version.version)} />
      ))}
      {compared === undefined ? null : (
        <CompareDialog version={compared} onClose={() => setCompared(undefined)} />
      )}
    </ScrollArea>
  );
}
