import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

export interface ConfirmOptions {
  title: string;
  /** What will happen, and what can't be undone. */
  children: ReactNode;
  /** The verb of the button, for example "Delete connection". */
  confirm: string;
  onConfirm(): void;
  danger?: boolean;
}

/** Asks before something that can't be undone. Esc and Cancel leave everything as it is. */
export function confirm({ title, children, confirm: label, onConfirm, danger = true }: ConfirmOptions): void {
  modals.openConfirmModal({
    title: <Text fw={620}>{title}</Text>,
    children: (
      <Text size="sm" component="div">
        {children}
      </Text>
    ),
    labels: { confirm: label, cancel: 'Cancel' },
    confirmProps: { ...(danger ? { color: 'red.8' } : {}) },
    onConfirm,
  });
}
