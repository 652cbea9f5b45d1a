import { Stack, Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './feedback.module.css';

export interface EmptyStateProps {
  icon: Icon;
  title: string;
  /** What it means and what to do next. */
  children?: ReactNode;
  /** The next step, as a button or link. */
  action?: ReactNode;
}

/** What stands where there is nothing yet: why, and the next step. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" className={classes.state}>
      <span className={classes.icon}>
        <Icon size={22} stroke={1.6} aria-hidden />
      </span>
      <Text fw={600} size="sm">
        {title}
      </Text>
      {children ? (
        <Text size="xs" c="dimmed" ta="center" maw={420} component="div">
          {children}
        </Text>
      ) : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </Stack>
  );
}
