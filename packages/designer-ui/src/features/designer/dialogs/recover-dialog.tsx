import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { RelativeTime } from '../../../components/time/relative-time.tsx';
import { replaceDefinition } from '../../../model/commands/edit.ts';
import { forgetDraft } from '../stored.ts';
import { useDesigner } from '../session.ts';
import { FlowChanges } from './flow-changes.tsx';

/** Offers changes of an earlier visit that were never saved and meet a flow that has gone on since. */
export function RecoverDialog() {
  const { flowId, editor, saver, leftBehind } = useDesigner();
  const [open, setOpen] = useState(leftBehind !== undefined);
  if (!leftBehind || !open) return null;
  const discard = () => {
    forgetDraft(flowId);
    setOpen(false);
  };
  const take = () => {
    editor.run(() => replaceDefinition(leftBehind.definition, 'Take up unsaved changes'));
    setOpen(false);
  };
  return (
    <Modal opened onClose={() => setOpen(false)} size="72vw" title="Unsaved changes from your last visit">
      <Text size="sm">
        You changed this flow <RelativeTime at={leftBehind.at} /> without its being saved, and it has been
        saved by somebody since. Green and yellow is what your changes would do to it now.
      </Text>
      <FlowChanges before={saver.saved} after={leftBehind.definition} />
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={discard}>
          Discard mine
        </Button>
        <Button onClick={take}>Take up my changes</Button>
      </Group>
    </Modal>
  );
}
