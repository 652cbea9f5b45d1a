import type { Exception } from '@crossdock/flow-schema';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useResumeException } from '../../api/exceptions.ts';
import { notifyDone } from '../../components/feedback/notify.tsx';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { JsonEditor } from '../../components/json/json-editor.tsx';
import { parseJson } from '../../components/json/parse-json.ts';

export interface SkipDialogProps {
  opened: boolean;
  exception: Exception;
  onClose(): void;
}

/** Goes on without the failed step, with an output given by a person. */
export function SkipDialog({ opened, exception, onClose }: SkipDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={<Text fw={620}>Skip “{exception.nodeName}”</Text>}
    >
      <SkipForm exception={exception} onClose={onClose} />
    </Modal>
  );
}

function SkipForm({ exception, onClose }: Omit<SkipDialogProps, 'opened'>) {
  const [text, setText] = useState('{}');
  const resume = useResumeException();
  const parsed = useMemo(() => parseJson(text), [text]);
  const send = (): void => {
    if (!parsed.ok) return;
    // A refusal is shown in the dialog, from the mutation's state.
    void resume
      .mutateAsync({ id: exception.id, output: parsed.value })
      .then(() => {
        onClose();
        notifyDone('The step was skipped; the run goes on behind it.');
      })
      .catch(() => undefined);
  };
  return (
    <Stack>
      <FormFailure error={resume.error ?? undefined} />
      <Text size="sm" c="dimmed">
        The step is not run. The steps behind it get this value instead of its result, for example what the
        other system answered when the booking was made there by hand.
      </Text>
      <JsonEditor value={text} onChange={setText} label="Result to go on with" height={220} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={send} disabled={!parsed.ok} loading={resume.isPending}>
          Skip and go on
        </Button>
      </Group>
    </Stack>
  );
}
