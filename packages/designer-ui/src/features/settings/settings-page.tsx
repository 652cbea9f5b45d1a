import { Anchor, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useCan, useSession } from '../../api/access.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { PageHeader } from '../../components/page/page-header.tsx';
import { Fact, Facts } from '../../components/page/facts.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { ApiKeys } from './api-keys.tsx';
import { EnvironmentList } from './environment-list.tsx';

/** API keys, environments, and who I am. */
export function SettingsPage() {
  const { user } = useSession();
  const mayAdminister = useCan('admin');
  return (
    <Page narrow>
      <PageHeader
        title="Settings"
        description="Access by other programs, and what this installation consists of."
      />
      <Section title="Your account">
        <Facts>
          <Fact label="Name">{user.name}</Fact>
          <Fact label="E-mail">{user.email}</Fact>
          <Fact label="Role">{user.role}</Fact>
        </Facts>
      </Section>
      {mayAdminister ? (
        <ApiKeys />
      ) : (
        <Section title="API keys">
          <EmptyState icon={IconLock} title="Only administrators see API keys">
            Ask the owner of this installation when a program needs access.
          </EmptyState>
        </Section>
      )}
      <EnvironmentList />
      <Text size="xs" c="dimmed">
        The API is described at{' '}
        <Anchor href="/api/docs" inherit underline="always">
          /api/docs
        </Anchor>
        .
      </Text>
    </Page>
  );
}
