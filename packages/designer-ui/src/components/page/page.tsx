import type { ReactNode } from 'react';
import classes from './page.module.css';

/** A page of the shell: scrolls by itself; `narrow` for forms and settings. */
export function Page({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      {children}
    </div>
  );
}

/** A titled card on a page. */
export function Section({ title, aside, children, flush = false }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      {title ? (
        <div className={classes.sectionHead}>
          <h2 className={classes.sectionTitle}>{title}</h2>
          {aside}
        </div>
      ) : null}
      <div className={flush ? undefined : classes.sectionBody}>{children}</div>
    </section>
  );
}

export interface SectionProps {
  title?: string;
  /** On the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
  /** Without padding, for tables and lists. */
  flush?: boolean;
}
