import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { messageOf } from '../../api/problem.ts';

/** Above a form: why it could not be sent, when no field is to blame. */
export function FormFailure({ error }: { error: unknown }) {
  if (error === undefined) return null;
  return (
    <Alert role="alert" variant="light" color="red" icon={<IconAlertCircle size={18} aria-hidden />} p="xs">
      {messageOf(error)}
    </Alert>
  );
}
