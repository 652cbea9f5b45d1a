import type { FlowDefinition, Run } from '@crossdock/flow-schema';
import { Button, Menu } from '@mantine/core';
import { IconBan, IconChevronDown, IconPencil, IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan } from '../../api/access.ts';
import { isActive } from '../../api/runs.ts';
import { ReplayDialog } from './replay-dialog.tsx';
import { triggerNodeOf } from './step-rows.ts';
import { useRunActions } from './use-run-actions.tsx';

/** Buttons of the run page. */
export function RunActions({ run, definition }: { run: Run; definition: FlowDefinition | undefined }) {
  const { askCancel, replayFromStart, busy } = useRunActions(run.id);
  const [editing, setEditing] = useState(false);
  if (!useCan('runs:operate')) return null;
  if (isActive(run.status)) {
    return (
      <Button
        variant="default"
        leftSection={<IconBan size={15} aria-hidden />}
        loading={busy}
        onClick={askCancel}
      >
        Cancel run
      </Button>
    );
  }
  return (
    <>
      <Menu width={250}>
        <Menu.Target>
          <Button
            variant="default"
            loading={busy}
            leftSection={<IconRepeat size={15} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            Replay
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRepeat size={16} aria-hidden />} onClick={replayFromStart}>
            From the start, same message
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEditing(true)}>
            From the start, edited…
          </Menu.Item>
          <Menu.Label>From a step: choose the step below.</Menu.Label>
        </Menu.Dropdown>
      </Menu>
      <ReplayDialog
        opened={editing}
        onClose={() => setEditing(false)}
        run={run}
        from="start"
        fromName={triggerNodeOf(definition)?.name ?? 'the start'}
        input={run.trigger.body}
        definition={definition}
      />
    </>
  );
}
