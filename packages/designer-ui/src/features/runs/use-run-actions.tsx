import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRepeat } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCancelRun, useReplayRun } from '../../api/runs.ts';
import { confirm } from '../../components/feedback/confirm.tsx';
import { announce } from '../../components/feedback/notify.tsx';

/** Cancel and replay, with their questions and messages; the same in the list and on the page. */
export function useRunActions(runId: string) {
  const cancelling = useCancelRun();
  const replaying = useReplayRun();
  const navigate = useNavigate();

  const cancel = (): void => {
    void announce(cancelling.mutateAsync(runId), {
      done: 'The run stops at its next step.',
      failed: 'The run could not be cancelled',
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
      void announce(replaying.mutateAsync({ id: runId, from: 'start' }), {
        done: (started) =>
          notifyReplay(() => void navigate({ to: '/runs/$runId', params: { runId: started.runId } })),
        failed: 'The run could not be replayed',
      });
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
