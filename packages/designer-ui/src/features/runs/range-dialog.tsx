import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '../../components/forms/use-form.ts';
import { fromLocalInput, toLocalInput } from './local-time.ts';

export interface RangeDialogProps {
  opened: boolean;
  from: string | undefined;
  to: string | undefined;
  onClose(): void;
  onApply(from: string | undefined, to: string | undefined): void;
}

/** Two moments to look between; either may be left open. */
export function RangeDialog({ opened, onClose, ...rest }: RangeDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} size="sm" title={<Text fw={620}>Received between</Text>}>
      <RangeForm {...rest} onClose={onClose} />
    </Modal>
  );
}

function RangeForm({ from, to, onClose, onApply }: Omit<RangeDialogProps, 'opened'>) {
  const form = useForm({
    initial: { from: toLocalInput(from), to: toLocalInput(to) },
    check: (values): { from?: string; to?: string } => {
      if (!values.from && !values.to) return { from: 'Give at least one of the two.' };
      if (values.from && values.to && values.from > values.to) return { to: 'This is before the start.' };
      return {};
    },
    submit: async (values) => {
      onApply(fromLocalInput(values.from), fromLocalInput(values.to));
      onClose();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <TextInput {...form.text('from')} type="datetime-local" label="From" data-autofocus />
        <TextInput {...form.text('to')} type="datetime-local" label="To" />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Show these</Button>
        </Group>
      </Stack>
    </form>
  );
}
