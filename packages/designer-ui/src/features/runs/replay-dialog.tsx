import type { FlowDefinition, ReplayBody, Run } from '@crossdock/flow-schema';
import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useReplayRun } from '../../api/runs.ts';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { JsonDiffList } from '../../components/json/json-diff-list.tsx';
import { sameJson } from '../../components/json/json-diff.ts';
import { JsonEditor } from '../../components/json/json-editor.tsx';
import { toJsonText } from '../../components/json/json-text.ts';
import { parseJson } from '../../components/json/parse-json.ts';

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
  const [text, setText] = useState(() => toJsonText(input));
  const [version, setVersion] = useState<'same' | 'latest'>('same');
  const replay = useReplayRun();
  const navigate = useNavigate();
  const parsed = useMemo(() => parseJson(text), [text]);
  const untouched = text === toJsonText(input);
  const edited = parsed.ok && !untouched && !sameJson(parsed.value, input);

  const send = (): void => {
    if (!parsed.ok && !untouched) return;
    const body: ReplayBody = { from, version, ...(edited ? { input: parsed.value } : {}) };
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
        value={text}
        onChange={setText}
        label={from === 'start' ? 'Body of the message' : 'Input of the step'}
        height={280}
      />
      {edited ? <JsonDiffList before={input} after={parsed.value} /> : null}
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
          <Button onClick={send} loading={replay.isPending} disabled={!parsed.ok && !untouched}>
            {edited ? 'Replay with changes' : 'Replay'}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
