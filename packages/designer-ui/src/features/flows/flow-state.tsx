import type { FlowSummary } from '@crossdock/flow-schema';
import { Group } from '@mantine/core';
import { IconPencil, IconPlayerPause, IconRocket } from '@tabler/icons-react';
import { ToneBadge } from '../../components/status/tone-badge.tsx';
import { deploymentText } from './deployment-text.ts';

export interface FlowStateProps {
  flow: FlowSummary;
  environmentName(key: string): string;
}

/** Which version runs in which environment. */
export function FlowState({ flow, environmentName }: FlowStateProps) {
  if (flow.deployments.length === 0) {
    return (
      <ToneBadge tone="neutral" icon={<IconPencil size={13} aria-hidden />}>
        {flow.latestVersion === null ? 'Draft only' : `v${flow.latestVersion}, not deployed`}
      </ToneBadge>
    );
  }
  return (
    <Group gap={4}>
      {flow.deployments.map((deployment) => {
        const { label, hint } = deploymentText(deployment, flow.latestVersion, environmentName);
        const Icon = deployment.paused ? IconPlayerPause : IconRocket;
        return (
          <ToneBadge
            key={deployment.environment}
            tone={deployment.paused ? 'warning' : 'success'}
            icon={<Icon size={13} aria-hidden />}
            title={hint}
          >
            {label}
          </ToneBadge>
        );
      })}
    </Group>
  );
}
