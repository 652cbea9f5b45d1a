import type { Deployment } from '@crossdock/flow-schema';
import { Button, Group, Modal, Select, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconServerBolt, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { environmentsQuery } from '../../../api/access.ts';
import { flowQuery, useDeployFlow, useUndeployFlow, versionsQuery } from '../../../api/flows.ts';
import { confirm } from '../../../components/feedback/confirm.tsx';
import { EmptyState } from '../../../components/feedback/empty-state.tsx';
import { notifyDone, notifyError } from '../../../components/feedback/notify.tsx';
import { ToneBadge } from '../../../components/status/tone-badge.tsx';
import { RelativeTime } from '../../../components/time/relative-time.tsx';
import { useDesigner } from '../session.ts';
import classes from './dialogs.module.css';
import { IntakeAddress } from './intake-address.tsx';

function useDeploying() {
  const { flowId } = useDesigner();
  const deploy = useDeployFlow();
  const undeploy = useUndeployFlow();
  const failed = (error: unknown) => notifyError('That didn’t work', error);
  return {
    busy: deploy.isPending || undeploy.isPending,
    deploy: (environment: string, version: number, name: string) =>
      deploy.mutate(
        { id: flowId, environment, version },
        { onSuccess: () => notifyDone(`Version ${version} runs in ${name}.`), onError: failed },
      ),
    pause: (environment: string, paused: boolean) =>
      deploy.mutate({ id: flowId, environment, paused }, { onError: failed }),
    undeploy: (environment: string) => undeploy.mutate({ id: flowId, environment }, { onError: failed }),
  };
}

interface EnvironmentProps {
  environment: { key: string; name: string };
  deployment: Deployment | undefined;
  versions: readonly number[];
}

function State({ deployment }: { deployment: Deployment | undefined }) {
  if (!deployment) return <ToneBadge tone="neutral">Not deployed</ToneBadge>;
  return (
    <>
      <ToneBadge tone={deployment.paused ? 'warning' : 'success'}>
        Version {deployment.version}
        {deployment.paused ? ', paused' : ''}
      </ToneBadge>
      <Text size="xs" c="dimmed">
        {deployment.deployedBy} · <RelativeTime at={deployment.deployedAt} />
      </Text>
    </>
  );
}

/** One environment: what runs there, what can be put there, and where messages go. */
function EnvironmentCard({ environment, deployment, versions }: EnvironmentProps) {
  const [chosen, setChosen] = useState(String(versions[0] ?? ''));
  const act = useDeploying();
  const { key, name } = environment;
  const askUndeploy = () =>
    confirm({
      title: `Take the flow out of ${name}?`,
      children: 'Messages to its address are refused from then on. Runs that have started go on.',
      confirm: 'Take out',
      onConfirm: () => act.undeploy(key),
    });
  const isCurrent = deployment && String(deployment.version) === chosen && !deployment.paused;
  return (
    <section className={classes.environment} aria-label={name}>
      <Group gap="xs" className={classes.environmentHead}>
        <h3>{name}</h3>
        <State deployment={deployment} />
      </Group>
      <Group gap={6}>
        <Select
          aria-label={`Version for ${name}`}
          w={130}
          allowDeselect={false}
          data={versions.map((version) => ({ value: String(version), label: `Version ${version}` }))}
          value={chosen}
          onChange={(version) => version && setChosen(version)}
        />
        <Button
          leftSection={<IconServerBolt size={15} aria-hidden />}
          variant={isCurrent ? 'default' : 'filled'}
          disabled={isCurrent === true}
          loading={act.busy}
          onClick={() => act.deploy(key, Number(chosen), name)}
        >
          {isCurrent ? 'Deployed' : 'Deploy'}
        </Button>
        {deployment ? (
          <>
            <Button
              variant="default"
              leftSection={
                deployment.paused ? (
                  <IconPlayerPlay size={14} aria-hidden />
                ) : (
                  <IconPlayerPause size={14} aria-hidden />
                )
              }
              disabled={act.busy}
              onClick={() => act.pause(key, !deployment.paused)}
            >
              {deployment.paused ? 'Go on' : 'Pause'}
            </Button>
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={14} aria-hidden />}
              disabled={act.busy}
              onClick={askUndeploy}
            >
              Undeploy
            </Button>
          </>
        ) : null}
      </Group>
      {deployment?.intake ? <IntakeAddress environment={key} intake={deployment.intake} /> : null}
    </section>
  );
}

/** Which version runs in which environment. */
export function DeployDialog() {
  const { flowId, ui } = useDesigner();
  const { data: flow } = useQuery(flowQuery(flowId));
  const { data: versions = [] } = useQuery(versionsQuery(flowId));
  const { data: environments = [] } = useQuery(environmentsQuery);
  const close = () => ui.setState({ dialog: undefined });
  const numbers = versions.map(({ version }) => version);
  return (
    <Modal opened onClose={close} size={620} title="Deploy">
      {numbers.length === 0 ? (
        <EmptyState
          icon={IconServerBolt}
          title="Nothing to deploy yet"
          action={<Button onClick={() => ui.setState({ dialog: 'publish' })}>Publish</Button>}
        >
          Publish the draft first: only versions are deployed.
        </EmptyState>
      ) : (
        <div className={classes.stack}>
          {environments.map((environment) => (
            <EnvironmentCard
              // A new version is what one wants to deploy next.
              key={`${environment.key} ${numbers[0]}`}
              environment={environment}
              deployment={flow?.deployments.find((deployment) => deployment.environment === environment.key)}
              versions={numbers}
            />
          ))}
        </div>
      )}
    </Modal>
  );
}
