import type { Desk, ExceptionSummary } from '@crossdock/flow-schema';
import { Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconPlayerPlay, IconTrash, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useBulkExceptions } from '../../api/exceptions.ts';
import { deskNames, desks } from '../../components/domain/words.ts';
import { confirm } from '../../components/feedback/confirm.tsx';
import { announce } from '../../components/feedback/notify.tsx';
import { plural } from '../../components/time/format.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import classes from './exceptions.module.css';

export interface BulkBarProps {
  exceptions: readonly ExceptionSummary[];
  onClear(): void;
  onStarted(jobId: string): void;
}

/** What can be done with all selected exceptions at once. */
export function BulkBar({ exceptions, onClear, onStarted }: BulkBarProps) {
  const bulk = useBulkExceptions();
  const [discarding, setDiscarding] = useState(false);
  const filter = { ids: exceptions.map(({ id }) => id) };
  const number = plural(exceptions.length, 'exception');
  const start = (action: { action: 'resume' } | { action: 'assign'; desk: Desk }): void => {
    void announce(bulk.mutateAsync({ filter, ...action }), {
      done: ({ jobId }) => onStarted(jobId),
      failed: 'It could not be started',
    });
  };
  const askResume = (): void =>
    confirm({
      title: `Resume ${number}?`,
      children:
        'Each goes on from its failed step with the same data. Do this once the cause is mended, for example after the item was added in the ERP.',
      confirm: `Resume ${exceptions.length}`,
      danger: false,
      onConfirm: () => start({ action: 'resume' }),
    });
  return (
    <div className={classes.bulk} role="toolbar" aria-label="Selected exceptions">
      <Text size="xs" fw={600}>
        {number} selected
      </Text>
      <Group gap="xs">
        <Button
          loading={bulk.isPending}
          leftSection={<IconPlayerPlay size={15} aria-hidden />}
          onClick={askResume}
        >
          Resume
        </Button>
        <Menu>
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<IconUsers size={15} aria-hidden />}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              Hand over
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {desks.map((desk) => (
              <Menu.Item key={desk} onClick={() => start({ action: 'assign', desk })}>
                {deskNames[desk]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          variant="default"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => setDiscarding(true)}
        >
          Discard…
        </Button>
        <Button variant="subtle" color="gray" onClick={onClear}>
          Clear selection
        </Button>
      </Group>
      <DiscardDialog
        opened={discarding}
        title={`Discard ${number}?`}
        onClose={() => setDiscarding(false)}
        onDiscard={async (reason) => {
          const { jobId } = await bulk.mutateAsync({ filter, action: 'discard', reason });
          onStarted(jobId);
        }}
      />
    </div>
  );
}
