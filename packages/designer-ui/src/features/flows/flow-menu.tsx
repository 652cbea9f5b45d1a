import { serializeFlow, type FlowSummary } from '@crossdock/flow-schema';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCopy, IconDotsVertical, IconDownload, IconListDetails, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { flowQuery, useDeleteFlow, useDuplicateFlow, useRestoreFlow } from '../../api/flows.ts';
import { notifyDone, notifyError, notifyUndo } from '../../components/feedback/notify.tsx';
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
  const { duplicate, exportJson, remove } = useFlowActions(flow, onOpen);
  const deployed = flow.deployments.length > 0;
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label={`More for ${flow.name}`}>
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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

function useFlowActions(flow: FlowSummary, onOpen: (flowId: string) => void) {
  const cache = useQueryClient();
  const duplicating = useDuplicateFlow();
  const deleting = useDeleteFlow();
  const restoring = useRestoreFlow();

  const restore = (): void => {
    restoring.mutate(flow.id, {
      onSuccess: () => notifyDone(`“${flow.name}” is back.`),
      onError: (error) => notifyError('The flow could not be brought back', error),
    });
  };

  return {
    duplicate(): void {
      duplicating.mutate(
        { id: flow.id, name: `${flow.name} (copy)` },
        {
          onSuccess: (copy) => onOpen(copy.id),
          onError: (error) => notifyError('The flow could not be duplicated', error),
        },
      );
    },
    async exportJson(): Promise<void> {
      try {
        const { definition } = await cache.fetchQuery(flowQuery(flow.id));
        downloadText(fileNameOf(flow.name), serializeFlow(definition), 'application/json');
      } catch (error) {
        notifyError('The flow could not be exported', error);
      }
    },
    remove(): void {
      deleting.mutate(flow.id, {
        onSuccess: () => notifyUndo(`“${flow.name}” was deleted.`, restore),
        onError: (error) => notifyError('The flow could not be deleted', error),
      });
    },
  };
}
