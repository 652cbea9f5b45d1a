import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconCloudOff, IconX } from '@tabler/icons-react';
import { messageOf } from '../../api/problem.ts';

const solid = {
  warning: 'var(--cd-warning-solid)',
  success: 'var(--cd-success-solid)',
  danger: 'var(--cd-danger-solid)',
};

/** Says that something was done. */
export function notifyDone(message: string): void {
  notifications.show({
    message,
    color: solid.success,
    icon: <IconCheck size={16} aria-hidden />,
    autoClose: 4000,
  });
}

/** Says that something failed and why; stays longer, for it must be read. */
export function notifyError(title: string, error: unknown): void {
  notifications.show({
    title,
    message: messageOf(error),
    color: solid.danger,
    icon: <IconX size={16} aria-hidden />,
    autoClose: 10_000,
  });
}

/** Says that the page of a flow was left before the server had taken the last changes. */
export function notifyKept(name: string): void {
  notifications.show({
    title: `Changes to “${name}” are not saved yet`,
    message: 'They are kept in this browser. Open the flow again to save them.',
    color: solid.warning,
    icon: <IconCloudOff size={16} aria-hidden />,
    autoClose: 15_000,
  });
}

/** Says that something was done and lets it be undone for ten seconds. */
export function notifyUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    color: solid.success,
    icon: <IconCheck size={16} aria-hidden />,
    autoClose: 10_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs">{message}</Text>
        <Button
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
}

/**
 * Waits for an action and tells how it ended. The row or button that began it may be gone by then (deleted,
 * resolved), so this hangs on the promise, not on the component.
 */
export async function announce<Result>(
  action: Promise<Result>,
  outcome: { done: string | ((result: Result) => void); failed: string },
): Promise<void> {
  try {
    const result = await action;
    if (typeof outcome.done === 'string') notifyDone(outcome.done);
    else outcome.done(result);
  } catch (error) {
    notifyError(outcome.failed, error);
  }
}
