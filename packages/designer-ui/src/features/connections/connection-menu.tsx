import type { Connection } from '@crossdock/flow-schema';
import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDotsVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import { useDeleteConnection } from '../../api/connections.ts';
import { confirm } from '../../components/feedback/confirm.tsx';
import { announce } from '../../components/feedback/notify.tsx';
import { useEnvironmentName } from '../../components/environment/use-environment.ts';
import { DeleteQuestion } from './delete-question.tsx';
import type { OpenedConnection } from './connections-page.tsx';

export interface ConnectionMenuProps {
  connection: Connection;
  onOpen(opened: OpenedConnection): void;
}

/** What can be done with a connection. */
export function ConnectionMenu({ connection, onOpen }: ConnectionMenuProps) {
  const deleting = useDeleteConnection();
  const environmentName = useEnvironmentName();
  const { key, environment, name } = connection;
  const ref = { key, environment };
  const remove = (): void => {
    void announce(deleting.mutateAsync(ref), {
      done: `“${name}” was deleted.`,
      failed: 'The connection could not be deleted',
    });
  };
  const ask = (): void =>
    confirm({
      title: `Delete “${name}” in ${environmentName(environment)}?`,
      children: <DeleteQuestion connection={connection} />,
      confirm: 'Delete connection',
      onConfirm: remove,
    });
  return (
    <Menu width={230}>
      <Menu.Target>
        <ActionIcon aria-label={`More for ${name}`}>
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onOpen({ edit: ref })}>
          Edit
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={() => onOpen({ create: { copyOf: ref } })}
        >
          Copy to another environment
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash size={16} aria-hidden />}
          color="var(--cd-danger-fg)"
          onClick={ask}
        >
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
