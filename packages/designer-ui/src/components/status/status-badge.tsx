import { lookOf, type StatusLook } from './statuses.ts';
import { ToneBadge } from './tone-badge.tsx';
import classes from './tone-badge.module.css';

export interface StatusBadgeProps {
  /** Status of a run, step or exception. */
  status: string;
  /** Another wording, for example "Waiting for retry". */
  label?: string;
}

/** A status as text, colour and icon. */
export function StatusBadge({ status, label }: StatusBadgeProps) {
  const look: StatusLook = lookOf(status);
  const Icon = look.icon;
  return (
    <ToneBadge
      tone={look.tone}
      icon={
        <Icon
          size={13}
          stroke={2.25}
          aria-hidden
          className={status === 'running' ? classes.spin : undefined}
        />
      }
    >
      {label ?? look.label}
    </ToneBadge>
  );
}
