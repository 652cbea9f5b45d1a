import type { Exception } from '@crossdock/flow-schema';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerPlay, IconRestore } from '@tabler/icons-react';
import { useSession } from '../../api/access.ts';
import { useResumeException } from '../../api/exceptions.ts';
import { notifyDone } from '../../components/feedback/notify.tsx';
import { useLeaveWarning } from '../../components/forms/use-leave-warning.ts';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { JsonDiffList } from '../../components/json/json-diff-list.tsx';
import { JsonEditor } from '../../components/json/json-editor.tsx';
import { JsonView } from '../../components/json/json-view.tsx';
import { useEditedValue } from '../../components/json/use-edited-value.ts';
import { Section } from '../../components/page/page.tsx';

export interface PayloadEditorProps {
  exception: Exception;
  editable: boolean;
}

/** What the failed step was given: to be corrected and sent on. */
export function PayloadEditor({ exception, editable }: PayloadEditorProps) {
  if (!editable) {
    return (
      <Section title="Data at the failed step">
        <JsonView value={exception.input} label="Data at the failed step" />
      </Section>
    );
  }
  return <EditAndResume exception={exception} />;
}

function EditAndResume({ exception }: { exception: Exception }) {
  const { user } = useSession();
  const edit = useEditedValue(exception.input, `${user.id} ${exception.id}`);
  const { edited, sendable, untouched } = edit;
  useLeaveWarning(!untouched);
  const resume = useResumeException();

  const send = (): void => {
    if (!sendable) return;
    // A refusal is shown above the editor, from the mutation's state.
    void resume
      .mutateAsync({ id: exception.id, ...(edited ? { input: edit.value } : {}) })
      .then(() => {
        edit.reset();
        notifyDone('The run goes on from the failed step.');
      })
      .catch(() => undefined);
  };

  return (
    <Section
      title="Data at the failed step"
      aside={
        <Group gap="xs" wrap="nowrap">
          {untouched ? null : (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconRestore size={15} aria-hidden />}
              onClick={edit.reset}
            >
              Back to original
            </Button>
          )}
          <Button
            loading={resume.isPending}
            disabled={!sendable}
            leftSection={<IconPlayerPlay size={15} aria-hidden />}
            onClick={send}
          >
            {edited ? 'Save and resume' : 'Resume as it is'}
          </Button>
        </Group>
      }
    >
      <Stack gap="sm">
        <FormFailure error={resume.error ?? undefined} />
        {edited ? (
          <div>
            <Text size="xs" fw={600} mb={6}>
              Your changes
            </Text>
            <JsonDiffList before={exception.input} after={edit.value} />
          </div>
        ) : null}
        <JsonEditor
          value={edit.text}
          onChange={edit.setText}
          mode={edit.mode}
          label="Data at the failed step"
          height={320}
        />
        <Text size="xs" c="dimmed">
          {edited
            ? 'Your changes are kept in the history. Only this step and those behind it run.'
            : 'Only this step and those behind it run; what was done before stays.'}
        </Text>
      </Stack>
    </Section>
  );
}
