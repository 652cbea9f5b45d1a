import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import { Logo } from '../../components/brand/logo.tsx';
import classes from './access.module.css';

export interface AccessLayoutProps {
  title: string;
  description: string;
  children: ReactNode;
  footer?: ReactNode;
}

/** The card that set-up and log-in stand in. */
export function AccessLayout({ title, description, children, footer }: AccessLayoutProps) {
  useDocumentTitle(`${title} · Crossdock`);
  return (
    <main className={classes.layout}>
      <div className={classes.card}>
        <Group gap="xs" mb="lg">
          <Logo size={30} />
          <Text fw={650} size="lg">
            Crossdock
          </Text>
        </Group>
        <Title order={1}>{title}</Title>
        <Text size="sm" c="dimmed" mt={4} mb="lg">
          {description}
        </Text>
        {children}
      </div>
      {footer ? (
        <Text size="xs" c="dimmed">
          {footer}
        </Text>
      ) : null}
    </main>
  );
}
