import { Center } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { EmptyState } from '../components/feedback/empty-state.tsx';
import { ButtonLink } from '../components/links/links.tsx';

export function NotFoundPage() {
  return (
    <Center mih={360} h="100%">
      <EmptyState
        icon={IconMapQuestion}
        title="There is no such page"
        action={
          <ButtonLink to="/" variant="default">
            Go to the home page
          </ButtonLink>
        }
      >
        The address may be mistyped, or what it showed has been deleted.
      </EmptyState>
    </Center>
  );
}
