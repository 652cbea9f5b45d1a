import { Tooltip, VisuallyHidden } from '@mantine/core';
import { useLiveState } from '../../api/live.ts';
import type { LiveState } from '../../api/live-stream.ts';
import classes from './shell.module.css';

const texts: Record<LiveState, { label: string; hint: string }> = {
  connecting: { label: 'Connecting', hint: 'Live updates are being set up.' },
  open: { label: 'Live', hint: 'What you see is kept up to date.' },
  lost: {
    label: 'Connection lost',
    hint: 'What you see may be out of date. Trying to reach the server again.',
  },
};

/** Whether what is on the screen is kept fresh. */
export function LiveIndicator({ collapsed }: { collapsed: boolean }) {
  const state = useLiveState();
  const { label, hint } = texts[state];
  return (
    <Tooltip label={collapsed ? `${label}. ${hint}` : hint} position="right">
      <div className={classes.live} data-state={state} role="status">
        <span className={classes.dot} aria-hidden />
        {collapsed ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </div>
    </Tooltip>
  );
}
