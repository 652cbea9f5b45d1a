import type { ApiKeyCreated } from '@crossdock/flow-schema';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { CopyButton } from '../../components/forms/copy-button.tsx';

/** The only sight of a new key. */
export function KeyShownOnce({ created, onClose }: { created: ApiKeyCreated; onClose(): void }) {
  return (
    <Stack>
      <Text size="sm">
        This is the only time that the key of “{created.name}” is shown. Keep it in a password safe or hand it
        over by a safe way; if it is lost, revoke it and create another.
      </Text>
      <TextInput
        label="API key"
        readOnly
        value={created.key}
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        rightSection={<CopyButton label="Copy key" text={() => created.key} />}
        description="Send it in the header “Authorization: Bearer …” or “X-API-Key”."
        data-autofocus
      />
      <Group justify="flex-end">
        <Button onClick={onClose}>I have copied it</Button>
      </Group>
    </Stack>
  );
}
