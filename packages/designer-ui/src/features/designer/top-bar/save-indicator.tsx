import { Button, Text, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCloudOff,
  IconLoader2,
  IconPencil,
  type Icon,
} from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { SaveState } from '../../../model/draft-saver.ts';
import { useDesigner } from '../session.ts';
import classes from './top-bar.module.css';

interface Look {
  label: string;
  icon: Icon;
  help: string;
  tone?: 'warning' | 'danger';
}

const looks: Record<SaveState['status'], Look> = {
  saved: { label: 'Saved', icon: IconCheck, help: 'The draft is saved.' },
  dirty: { label: 'Saving…', icon: IconPencil, help: 'Saved in a moment.' },
  saving: { label: 'Saving…', icon: IconLoader2, help: 'The draft is being saved.' },
  offline: {
    label: 'Not saved yet',
    icon: IconCloudOff,
    help: 'The server can’t be reached, or can’t save just now. Your changes are kept in this browser and saved as soon as it can.',
    tone: 'warning',
  },
  refused: { label: 'Not saved', icon: IconAlertTriangle, help: '', tone: 'danger' },
  conflict: {
    label: 'Changed by somebody else',
    icon: IconAlertTriangle,
    help: 'Somebody else has saved this flow; choose how it goes on.',
    tone: 'warning',
  },
};

/** How the draft on the screen stands to the one on the server. */
export function SaveIndicator() {
  const { saver, editable } = useDesigner();
  const state = useStore(saver.state);
  const look = looks[state.status];
  const Mark = look.icon;
  if (!editable)
    return (
      <Text size="xs" c="dimmed">
        Read only
      </Text>
    );
  const canRetry = state.status === 'offline' || state.status === 'refused';
  return (
    <Tooltip label={state.status === 'refused' ? state.message : look.help}>
      <span
        className={classes.save}
        data-tone={look.tone}
        role="status"
        data-testid="save-state"
        data-state={state.status}
      >
        <Mark size={14} aria-hidden />
        {look.label}
        {canRetry ? (
          <Button variant="subtle" size="compact-xs" onClick={() => void saver.saveNow()}>
            Try again
          </Button>
        ) : null}
      </span>
    </Tooltip>
  );
}
