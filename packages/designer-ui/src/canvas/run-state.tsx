import {
  IconBan,
  IconCheck,
  IconClock,
  IconLoader2,
  IconMinus,
  IconRefresh,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { toneColors, type Tone } from '../components/status/statuses.ts';
import { formatDuration } from '../components/time/format.ts';
import type { NodeOverlay, NodeRunState } from '../model/overlay.ts';
import classes from './step-node.module.css';

interface StateLook {
  label: string;
  tone: Tone;
  icon: Icon;
}

/** How a node looks in each state of a run; words, colours and icons are those of the status badges. */
export const stateLooks: Record<NodeRunState, StateLook> = {
  queued: { label: 'Waiting', tone: 'neutral', icon: IconClock },
  running: { label: 'Running', tone: 'info', icon: IconLoader2 },
  retrying: { label: 'Waiting for another attempt', tone: 'warning', icon: IconRefresh },
  succeeded: { label: 'Succeeded', tone: 'success', icon: IconCheck },
  failed: { label: 'Failed', tone: 'danger', icon: IconX },
  cancelled: { label: 'Cancelled', tone: 'neutral', icon: IconBan },
  skipped: { label: 'Not run', tone: 'neutral', icon: IconMinus },
};

/** Attempts, items and time in a few letters: "3 attempts · 1.2 s". */
function figures({ attempts, count, durationMs }: NodeOverlay): string {
  const parts: string[] = [];
  if (count > 1) parts.push(`${count} items`);
  if (attempts > count) parts.push(`${attempts} attempts`);
  if (durationMs !== undefined) parts.push(formatDuration(durationMs));
  return parts.join(' · ');
}

/** The mark at a node's corner: what the run has done there. */
export function RunState({ overlay }: { overlay: NodeOverlay }) {
  const look = stateLooks[overlay.state];
  const { solid } = toneColors(look.tone);
  const Mark = look.icon;
  const text = figures(overlay);
  return (
    <>
      <span
        className={classes.state}
        data-state={overlay.state}
        style={{ background: solid }}
        title={overlay.error ? `${look.label}: ${overlay.error.message}` : look.label}
      >
        <Mark size={12} stroke={3} aria-hidden />
      </span>
      {text ? <span className={classes.figures}>{text}</span> : null}
    </>
  );
}
