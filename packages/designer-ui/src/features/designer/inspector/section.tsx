import { Collapse, Stack, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import classes from './inspector.module.css';

export interface SectionProps {
  title: string;
  /** A few words at the right, such as what is set inside. */
  hint?: string | undefined;
  open?: boolean;
  children: ReactNode;
}

/** A part of the inspector that folds away. */
export function Section({ title, hint, open: initiallyOpen = false, children }: SectionProps) {
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>
        <UnstyledButton
          className={classes.sectionButton}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={14} aria-hidden data-open={open || undefined} />
          {title}
          {hint ? <span className={classes.sectionHint}>{hint}</span> : null}
        </UnstyledButton>
      </h3>
      <Collapse expanded={open} id={id}>
        <Stack gap="sm" pt={4} pb="xs">
          {children}
        </Stack>
      </Collapse>
    </section>
  );
}
