import type { Flow, FlowDefinition } from '@crossdock/flow-schema';
import { Button, Group, Modal, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from 'zustand';
import { api } from '../../../api/api.ts';
import { flowKeys } from '../../../api/flows.ts';
import { ErrorState } from '../../../components/feedback/error-state.tsx';
import { RelativeTime } from '../../../components/time/relative-time.tsx';
import { replaceDefinition } from '../../../model/commands/edit.ts';
import { mergeFlows } from '../../../model/diff.ts';
import { useDefinition, useDesigner } from '../session.ts';
import { FlowChanges } from './flow-changes.tsx';

interface ChoiceProps {
  theirs: Flow;
}

/** Every choice stays one step of undo away from the other. */
function Choice({ theirs }: ChoiceProps) {
  const { editor, saver } = useDesigner();
  const mine = useDefinition();
  const [comparing, setComparing] = useState(false);
  const merged = mergeFlows(saver.saved, mine, theirs.definition);
  const decide = (decided: FlowDefinition, label: string) => {
    if (decided !== mine) editor.run(() => replaceDefinition(decided, label));
    saver.rebase(theirs.revision, theirs.definition, decided);
  };
  return (
    <>
      <Text size="sm">
        {theirs.updatedBy} saved this flow <RelativeTime at={theirs.updatedAt} />, while you were editing it.
        Nothing is lost: choose how it goes on. Undo brings back what you don’t choose.
      </Text>
      {comparing ? <FlowChanges before={theirs.definition} after={mine} /> : null}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="subtle" onClick={() => setComparing(!comparing)}>
          {comparing ? 'Hide the differences' : 'Compare'}
        </Button>
        <Button variant="default" onClick={() => decide(theirs.definition, 'Take their version')}>
          Take theirs
        </Button>
        <Button variant={merged ? 'default' : 'filled'} onClick={() => decide(mine, 'Keep mine')}>
          Keep mine as a new revision
        </Button>
        {merged ? <Button onClick={() => decide(merged, 'Join both versions')}>Join both</Button> : null}
      </Group>
    </>
  );
}

/** Appears when somebody else has saved the flow in the meantime. */
export function ConflictDialog() {
  const { flowId, saver } = useDesigner();
  const isConflict = useStore(saver.state, ({ status }) => status === 'conflict');
  const { data, error, refetch } = useQuery({
    queryKey: [...flowKeys.one(flowId), 'theirs'],
    queryFn: ({ signal }) => api.call('getFlow', { params: { id: flowId }, signal }),
    enabled: isConflict,
    gcTime: 0,
    staleTime: 0,
  });
  if (!isConflict) return null;
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="72vw"
      title="Somebody else has changed this flow"
    >
      {error ? <ErrorState what="Their version" error={error} retry={() => void refetch()} /> : null}
      {data ? <Choice theirs={data} /> : null}
      {!data && !error ? <Skeleton height={120} /> : null}
    </Modal>
  );
}
