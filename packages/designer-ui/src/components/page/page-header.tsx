import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import classes from './page.module.css';

export interface PageHeaderProps {
  title: string;
  /** One line below the title. */
  description?: ReactNode;
  /** Where the page belongs, above the title. */
  breadcrumb?: ReactNode;
  /** Beside the title: badges. */
  aside?: ReactNode;
  /** Buttons on the right. */
  actions?: ReactNode;
}

/** Head of a page; also names the browser's tab. */
export function PageHeader({ title, description, breadcrumb, aside, actions }: PageHeaderProps) {
  useDocumentTitle(`${title} · Crossdock`);
  return (
    <header className={classes.header}>
      <div className={classes.heading}>
        {breadcrumb ? <div className={classes.breadcrumb}>{breadcrumb}</div> : null}
        <Group gap="sm" wrap="nowrap">
          <Title order={1} className={classes.title} title={title}>
            {title}
          </Title>
          {aside ? <span data-testid="page-status">{aside}</span> : null}
        </Group>
        {description ? (
          <Text size="xs" c="dimmed" mt={3} component="div">
            {description}
          </Text>
        ) : null}
      </div>
      {actions ? (
        <Group gap="xs" wrap="nowrap" className={classes.actions}>
          {actions}
        </Group>
      ) : null}
    </header>
  );
}
