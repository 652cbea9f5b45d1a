import type { ExceptionStatus, RunStatus, StepStatus } from '@crossdock/flow-schema';
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconHourglass,
  IconLoader2,
  IconTrash,
  IconX,
  type Icon,
} from '@tabler/icons-react';

/** Colours of meaning; their values for light and dark are in `app/global.css`. */
export type Tone = 'neutral' | 'info' | 'warning' | 'success' | 'danger';

export interface StatusLook {
  label: string;
  tone: Tone;
  /** Says the same as the colour to those who don't see it. */
  icon: Icon;
}

/** How each status of a run looks, everywhere. */
export const runStatusLooks: Record<RunStatus, StatusLook> = {
  queued: { label: 'Queued', tone: 'neutral', icon: IconClock },
  running: { label: 'Running', tone: 'info', icon: IconLoader2 },
  waiting: { label: 'Waiting', tone: 'warning', icon: IconHourglass },
  succeeded: { label: 'Succeeded', tone: 'success', icon: IconCheck },
  failed: { label: 'Failed', tone: 'danger', icon: IconX },
  cancelled: { label: 'Cancelled', tone: 'neutral', icon: IconBan },
};

/** How each status of a step looks: the same as a run's. */
export const stepStatusLooks: Record<StepStatus, StatusLook> = {
  running: runStatusLooks.running,
  succeeded: runStatusLooks.succeeded,
  failed: runStatusLooks.failed,
  cancelled: runStatusLooks.cancelled,
};

export const exceptionStatusLooks: Record<ExceptionStatus, StatusLook> = {
  open: { label: 'Open', tone: 'danger', icon: IconAlertTriangle },
  resolved: { label: 'Resolved', tone: 'success', icon: IconCheck },
  discarded: { label: 'Discarded', tone: 'neutral', icon: IconTrash },
};

const looks: Record<string, StatusLook> = { ...exceptionStatusLooks, ...runStatusLooks };

/** The look of any status, also of one that a newer server knows and this page doesn't. */
export function lookOf(status: string): StatusLook {
  return looks[status] ?? { label: status, tone: 'neutral', icon: IconCircleDashed };
}

/** CSS variables of a tone: text, its background, and a solid for dots, bars and borders. */
export function toneColors(tone: Tone): { fg: string; bg: string; solid: string } {
  return { fg: `var(--cd-${tone}-fg)`, bg: `var(--cd-${tone}-bg)`, solid: `var(--cd-${tone}-solid)` };
}

/** Every status of a run, in the order of its life. */
export const runStatuses = Object.keys(runStatusLooks) as RunStatus[];
export const exceptionStatuses = Object.keys(exceptionStatusLooks) as ExceptionStatus[];
