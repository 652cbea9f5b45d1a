import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRepeat } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCancelRun, useReplayRun } from '../../api/runs.ts';
import { confirm } from '../../components/feedback/confirm.tsx';
import { notifyDone, notifyError } from '../../components/feedback/notify.tsx';

/** Cancel and replay, with their questions and messages; the same in the list and on the page. */
export function useRunActions(runId: string) {
  const cancelling = useCancelRun();
  const replaying = useReplayRun();
  const navigate = useNavigate();

  const cancel = (): void => {
    cancelling.mutate(runId, {
      onSuccess: () => notifyDone('The run stops at its next step.'),
      onError: (error) => notifyError('The run could not be cancelled', error),
    });
  };

  return {
    busy: cancelling.isPending || replaying.isPending,
    askCancel(): void {
      confirm({
        title: 'Cancel this run?',
        children:
          'It stops at the next step. What it has already booked in other systems stays there. It can be replayed later.',
        confirm: 'Cancel the run',
        onConfirm: cancel,
      });
    },
    replayFromStart(): void {
      replaying.mutate(
        { id: runId, from: 'start' },
        {
          onSuccess: (started) =>
            notifyReplay(() => void navigate({ to: '/runs/$runId', params: { runId: started.runId } })),
          onError: (error) => notifyError('The run could not be replayed', error),
        },
      );
    },
  };
}

function notifyReplay(open: () => void): void {
  const id = notifications.show({
    icon: <IconRepeat size={16} aria-hidden />,
    color: 'var(--cd-info-solid)',
    autoClose: 8000,
    message: (
      <>
        Started again from the same message.{' '}
        <Anchor
          component="button"
          inherit
          onClick={() => {
            notifications.hide(id);
            open();
          }}
        >
          Open the new run
        </Anchor>
      </>
    ),
  });
}
