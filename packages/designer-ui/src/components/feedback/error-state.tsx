import { Button, Stack, Text } from '@mantine/core';
import { IconCloudOff, IconMoodConfuzed, IconRefresh } from '@tabler/icons-react';
import { ApiError, messageOf } from '../../api/problem.ts';
import classes from './feedback.module.css';

export interface ErrorStateProps {
  /** What could not be shown, for example "The runs". */
  what: string;
  error: unknown;
  retry?: () => void;
}

/** What stands where something could not be read, with its cause and a way to try again. */
export function ErrorState({ what, error, retry }: ErrorStateProps) {
  const unreached = error instanceof ApiError && (error.status === 0 || error.status >= 502);
  const Icon = unreached ? IconCloudOff : IconMoodConfuzed;
  return (
    <Stack align="center" gap="xs" className={classes.state} role="alert">
      <span className={classes.icon} data-tone="danger">
        <Icon size={22} stroke={1.6} aria-hidden />
      </span>
      <Text fw={600} size="sm">
        {what} could not be read
      </Text>
      <Text size="xs" c="dimmed" ta="center" maw={420}>
        {messageOf(error)}
      </Text>
      {retry ? (
        <Button mt="xs" variant="default" leftSection={<IconRefresh size={15} aria-hidden />} onClick={retry}>
          Try again
        </Button>
      ) : null}
    </Stack>
  );
}
