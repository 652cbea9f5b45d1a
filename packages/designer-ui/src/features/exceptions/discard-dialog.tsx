import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { useForm } from '../../components/forms/use-form.ts';

export interface DiscardDialogProps {
  opened: boolean;
  title: string;
  onClose(): void;
  /** Gives up with this reason; what it throws is shown in the dialog. */
  onDiscard(reason: string): Promise<unknown>;
}

/** Asks for the reason before a message is given up. */
export function DiscardDialog({ opened, title, onClose, onDiscard }: DiscardDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={<Text fw={620}>{title}</Text>}>
      <DiscardForm onClose={onClose} onDiscard={onDiscard} />
    </Modal>
  );
}

function DiscardForm({ onClose, onDiscard }: Pick<DiscardDialogProps, 'onClose' | 'onDiscard'>) {
  const form = useForm({
    initial: { reason: '' },
    check: ({ reason }): { reason?: string } =>
      reason.trim() ? {} : { reason: 'Say why, for those who ask later.' },
    submit: async ({ reason }) => {
      await onDiscard(reason.trim());
      onClose();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <FormFailure error={form.failure} />
        <Text size="sm" c="dimmed">
          The message is not processed any further. What its run has already booked stays booked. The run can
          still be replayed from the runs page.
        </Text>
        <Textarea
          {...form.text('reason')}
          label="Reason"
          placeholder="For example: order cancelled by the customer"
          autosize
          minRows={2}
          maxLength={1000}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
          <Button type="submit" color="red.8" loading={form.busy}>
            Discard
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
