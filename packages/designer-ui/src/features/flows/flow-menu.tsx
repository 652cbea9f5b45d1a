import { serializeFlow, type FlowSummary } from '@crossdock/flow-schema';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconCopy,
  IconDotsVertical,
  IconDownload,
  IconListDetails,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { flowQuery, useDeleteFlow, useDuplicateFlow, useRestoreFlow } from '../../api/flows.ts';
import { useStartRun } from '../../api/runs.ts';
import { announce, notifyUndo } from '../../components/feedback/notify.tsx';
import { downloadText } from '../../components/forms/download.ts';
import { fileNameOf } from './file-name.ts';
import { MenuLink } from '../../components/links/links.tsx';

export interface FlowMenuProps {
  flow: FlowSummary;
  mayWrite: boolean;
  onOpen(flowId: string): void;
}

/** What can be done with a flow besides opening it. */
export function FlowMenu({ flow, mayWrite, onOpen }: FlowMenuProps) {
  const { duplicate, exportJson, remove, runIn } = useFlowActions(flow, onOpen);
  const deployed = flow.deployments.length > 0;
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label={`More for ${flow.name}`}>
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {startable(flow).map(({ environment }) => (
          <Menu.Item
            key={environment}
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => runIn(environment)}
          >
            Run now in {environment}
          </Menu.Item>
        ))}
        <MenuLink
          to="/runs"
          search={{ flow: flow.id }}
          leftSection={<IconListDetails size={16} aria-hidden />}
        >
          Runs
        </MenuLink>
        <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={exportJson}>
          Export as JSON
        </Menu.Item>
        {mayWrite ? (
          <>
            <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={duplicate}>
              Duplicate
            </Menu.Item>
            <Menu.Divider />
            <Tooltip label="Take it out of its environments first." disabled={!deployed} position="left">
              <Menu.Item
                leftSection={<IconTrash size={16} aria-hidden />}
                color="var(--cd-danger-fg)"
                disabled={deployed}
                onClick={remove}
              >
                Delete
              </Menu.Item>
            </Tooltip>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where a flow that starts by hand is deployed and not paused. */
const startable = ({ triggerType, deployments }: FlowSummary) =>
  triggerType === 'manual' ? deployments.filter(({ paused }) => !paused) : [];

function useFlowActions(flow: FlowSummary, onOpen: (flowId: string) => void) {
  const cache = useQueryClient();
  const duplicating = useDuplicateFlow();
  const deleting = useDeleteFlow();
  const restoring = useRestoreFlow();
  const starting = useStartRun();

  const restore = (): void => {
    void announce(restoring.mutateAsync(flow.id), {
      done: `“${flow.name}” is back.`,
      failed: 'The flow could not be brought back',
    });
  };

  return {
    runIn(environment: string): void {
      void announce(starting.mutateAsync({ id: flow.id, environment }), {
        done: `“${flow.name}” was started in ${environment}.`,
        failed: 'The flow could not be started',
      });
    },
    duplicate(): void {
      void announce(duplicating.mutateAsync({ id: flow.id, name: `${flow.name} (copy)` }), {
        done: (copy) => onOpen(copy.id),
        failed: 'The flow could not be duplicated',
      });
    },
    exportJson(): void {
      void announce(cache.fetchQuery(flowQuery(flow.id)), {
        done: ({ definition }) =>
          downloadText(fileNameOf(flow.name), serializeFlow(definition), 'application/json'),
        failed: 'The flow could not be exported',
      });
    },
    remove(): void {
      void announce(deleting.mutateAsync(flow.id), {
        done: () => notifyUndo(`“${flow.name}” was deleted.`, restore),
        failed: 'The flow could not be deleted',
      });
    },
  };
}
