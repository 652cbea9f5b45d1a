import type { RunSummary } from '@crossdock/flow-schema';
import { ActionIcon, Menu } from '@mantine/core';
import { IconBan, IconCopy, IconDotsVertical, IconRepeat, IconRoute } from '@tabler/icons-react';
import { isActive } from '../../api/runs.ts';
import { notifyDone } from '../../components/feedback/notify.tsx';
import { useRunActions } from './use-run-actions.tsx';
import { MenuLink } from '../../components/links/links.tsx';

/** What can be done with a run from the list. */
export function RunMenu({ run, mayOperate }: { run: RunSummary; mayOperate: boolean }) {
  const { askCancel, replayFromStart } = useRunActions(run.id);
  const copyId = (): void => {
    void navigator.clipboard.writeText(run.id).then(() => notifyDone('Run id copied.'));
  };
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label={`More for run ${run.id}`}>
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuLink
          to="/flows/$flowId"
          params={{ flowId: run.flowId }}
          leftSection={<IconRoute size={16} aria-hidden />}
        >
          Open flow
        </MenuLink>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={copyId}>
          Copy run id
        </Menu.Item>
        {mayOperate && !isActive(run.status) ? (
          <Menu.Item leftSection={<IconRepeat size={16} aria-hidden />} onClick={replayFromStart}>
            Replay from start
          </Menu.Item>
        ) : null}
        {mayOperate && isActive(run.status) ? (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconBan size={16} aria-hidden />}
              color="var(--cd-danger-fg)"
              onClick={askCancel}
            >
              Cancel run
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
