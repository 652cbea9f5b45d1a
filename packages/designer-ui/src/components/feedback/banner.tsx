import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from '../status/statuses.ts';
import classes from './banner.module.css';

export interface BannerProps {
  tone: Tone;
  icon: Icon;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons on the right. */
  action?: ReactNode;
}

/** Something that must be known about the whole page. */
export function Banner({ tone, icon: BannerIcon, title, children, action }: BannerProps) {
  return (
    <div className={classes.banner} data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <BannerIcon size={20} stroke={1.8} aria-hidden className={classes.icon} />
      <div className={classes.body}>
        <div className={classes.title}>{title}</div>
        {children ? <div className={classes.text}>{children}</div> : null}
      </div>
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}
