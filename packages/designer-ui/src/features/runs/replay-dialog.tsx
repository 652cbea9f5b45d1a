import type { FlowDefinition, ReplayBody, Run } from '@crossdock/flow-schema';
import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useReplayRun } from '../../api/runs.ts';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { JsonDiffList } from '../../components/json/json-diff-list.tsx';
import { JsonEditor } from '../../components/json/json-editor.tsx';
import { useEditedValue } from '../../components/json/use-edited-value.ts';

export interface ReplayDialogProps {
  opened: boolean;
  onClose(): void;
  run: Run;
  /** `start` or a node id. */
  from: string;
  fromName: string;
  /** Body of the message, or input of the step. */
  input: unknown;
  definition: FlowDefinition | undefined;
}

/** Runs again from the start or a step, with the same or an edited input, on this or the newest version. */
export function ReplayDialog(props: ReplayDialogProps) {
  const { opened, onClose, from, fromName } = props;
  const title = from === 'start' ? 'Replay from the start' : `Replay from “${fromName}”`;
  return (
    <Modal opened={opened} onClose={onClose} size="xl" title={<Text fw={620}>{title}</Text>}>
      <ReplayForm {...props} />
    </Modal>
  );
}

function ReplayForm({ run, from, input, onClose }: ReplayDialogProps) {
  const edit = useEditedValue(input);
  const { edited, sendable } = edit;
  const [version, setVersion] = useState<'same' | 'latest'>('same');
  const replay = useReplayRun();
  const navigate = useNavigate();

  const send = (): void => {
    if (!sendable) return;
    const body: ReplayBody = { from, version, ...(edited ? { input: edit.value } : {}) };
    // A refusal is shown in the dialog, from the mutation's state.
    void replay
      .mutateAsync({ id: run.id, ...body })
      .then(({ runId }) => {
        onClose();
        return navigate({ to: '/runs/$runId', params: { runId }, search: {} });
      })
      .catch(() => undefined);
  };

  return (
    <Stack>
      <FormFailure error={replay.error ?? undefined} />
      <Text size="sm" c="dimmed">
        A new run is started; this one stays as it is.{' '}
        {from === 'start' ? null : 'The results of the steps before are taken over.'}{' '}
        {edited
          ? 'Because the input was changed, calls are made anew, also those that were booked before.'
          : 'What was booked before is not booked twice where the other system recognises the repetition.'}
      </Text>
      <JsonEditor
        value={edit.text}
        onChange={edit.setText}
        mode={edit.mode}
        label={from === 'start' ? 'Body of the message' : 'Input of the step'}
        height={280}
      />
      {edited ? <JsonDiffList before={input} after={edit.value} /> : null}
      <Group justify="space-between">
        <SegmentedControl
          aria-label="Version"
          value={version}
          onChange={setVersion}
          data={[
            { value: 'same', label: run.version === null ? 'Same draft' : `Same version (v${run.version})` },
            { value: 'latest', label: 'Newest version' },
          ]}
        />
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={send} loading={replay.isPending} disabled={!sendable}>
            {edited ? 'Replay with changes' : 'Replay'}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
