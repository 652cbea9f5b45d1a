import type { ReactNode } from 'react';
import type { Tone } from './statuses.ts';
import classes from './tone-badge.module.css';

export interface ToneBadgeProps {
  tone: Tone;
  icon?: ReactNode;
  children: ReactNode;
  title?: string;
}

/** A small label in one of the colours of meaning. */
export function ToneBadge({ tone, icon, children, title }: ToneBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone} title={title}>
      {icon}
      <span className={classes.text}>{children}</span>
    </span>
  );
}
