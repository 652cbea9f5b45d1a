import { Button, Group, Modal, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { versionQuery } from '../../../api/flows.ts';
import { ErrorState } from '../../../components/feedback/error-state.tsx';
import { notifyDone } from '../../../components/feedback/notify.tsx';
import { replaceDefinition } from '../../../model/commands/edit.ts';
import { useDefinition, useDesigner } from '../session.ts';
import { FlowChanges } from './flow-changes.tsx';

/** What the draft changes on a version, and a way back to it. */
export function CompareDialog({ version, onClose }: { version: number; onClose(): void }) {
  const { flowId, editor, editable } = useDesigner();
  const draft = useDefinition();
  const { data, error, refetch } = useQuery(versionQuery(flowId, version));
  const restore = () => {
    if (!data) return;
    editor.run(() => replaceDefinition(data.definition, `Restore version ${version}`));
    notifyDone(`The draft is version ${version} again. Undo brings back what was there.`);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} size="80vw" title={`From version ${version} to the draft`}>
      {error ? <ErrorState what={`Version ${version}`} error={error} retry={() => void refetch()} /> : null}
      {data ? <FlowChanges before={data.definition} after={draft} /> : null}
      {!data && !error ? <Skeleton height={360} /> : null}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        {editable ? (
          <Button disabled={!data} onClick={restore}>
            Restore version {version} into the draft
          </Button>
        ) : null}
      </Group>
    </Modal>
  );
}
