import type { Exception } from '@crossdock/flow-schema';
import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconPlayerSkipForward,
  IconRepeat,
  IconTrash,
  IconVersions,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCan } from '../../api/access.ts';
import { useDiscardException, useResumeException } from '../../api/exceptions.ts';
import { useReplayRun } from '../../api/runs.ts';
import { confirm } from '../../components/feedback/confirm.tsx';
import { announce, notifyDone } from '../../components/feedback/notify.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { SkipDialog } from './skip-dialog.tsx';

/** Ways to go on other than correcting the data. */
export function ExceptionActions({ exception }: { exception: Exception }) {
  const [dialog, setDialog] = useState<'discard' | 'skip'>();
  const discard = useDiscardException();
  const { resumeOnNewest, askReplay, busy } = useOtherWays(exception);
  const mayReplay = useCan('runs:operate');
  return (
    <>
      <Menu width={260}>
        <Menu.Target>
          <Button variant="default" loading={busy} rightSection={<IconChevronDown size={14} aria-hidden />}>
            Other ways on
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconVersions size={16} aria-hidden />} onClick={resumeOnNewest}>
            Resume on the newest version
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPlayerSkipForward size={16} aria-hidden />}
            onClick={() => setDialog('skip')}
          >
            Skip the step…
          </Menu.Item>
          {mayReplay ? (
            <Menu.Item leftSection={<IconRepeat size={16} aria-hidden />} onClick={askReplay}>
              Replay from the start…
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        leftSection={<IconTrash size={15} aria-hidden />}
        onClick={() => setDialog('discard')}
      >
        Discard…
      </Button>
      <DiscardDialog
        opened={dialog === 'discard'}
        title="Discard this exception?"
        onClose={() => setDialog(undefined)}
        onDiscard={async (reason) => {
          await discard.mutateAsync({ id: exception.id, reason });
          notifyDone('The exception was discarded.');
        }}
      />
      <SkipDialog opened={dialog === 'skip'} exception={exception} onClose={() => setDialog(undefined)} />
    </>
  );
}

function useOtherWays(exception: Exception) {
  const resume = useResumeException();
  const replay = useReplayRun();
  const navigate = useNavigate();
  const replayFromStart = (): void => {
    void announce(replay.mutateAsync({ id: exception.runId, from: 'start', version: 'latest' }), {
      done: ({ runId }) => void navigate({ to: '/runs/$runId', params: { runId } }),
      failed: 'The run could not be replayed',
    });
  };
  return {
    busy: resume.isPending || replay.isPending,
    resumeOnNewest(): void {
      void announce(resume.mutateAsync({ id: exception.id, version: 'latest' }), {
        done: 'The run goes on from the failed step, on the newest version.',
        failed: 'The run could not be resumed',
      });
    },
    askReplay(): void {
      confirm({
        title: 'Replay from the start?',
        children:
          'A new run starts from the original message, on the newest version of the flow. What was booked before is not booked twice where the other system recognises the repetition.',
        confirm: 'Replay',
        danger: false,
        onConfirm: replayFromStart,
      });
    },
  };
}
