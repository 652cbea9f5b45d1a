import type { ApiKeyCreated, Permission } from '@crossdock/flow-schema';
import { Button, Checkbox, Group, Modal, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCreateApiKey } from '../../api/access.ts';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { useForm } from '../../components/forms/use-form.ts';
import { KeyShownOnce } from './key-shown-once.tsx';
import { permissions, scopeTexts } from './scopes.ts';

export interface NewApiKeyDialogProps {
  opened: boolean;
  onClose(): void;
}

/** Creates a key; afterwards shows it, this once. */
export function NewApiKeyDialog({ opened, onClose }: NewApiKeyDialogProps) {
  const [created, setCreated] = useState<ApiKeyCreated>();
  const close = (): void => {
    setCreated(undefined);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      // A key that has been made but not copied is lost: only its button closes the dialog then.
      closeOnClickOutside={!created}
      closeOnEscape={!created}
      withCloseButton={!created}
      title={<Text fw={620}>{created ? 'Copy the key now' : 'New API key'}</Text>}
    >
      {created ? (
        <KeyShownOnce created={created} onClose={close} />
      ) : (
        <KeyForm onClose={close} onCreated={setCreated} />
      )}
    </Modal>
  );
}

const dayMs = 86_400_000;
const lifetimes = [
  { value: '', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
];

function KeyForm({ onClose, onCreated }: { onClose(): void; onCreated(created: ApiKeyCreated): void }) {
  const create = useCreateApiKey();
  const form = useForm({
    initial: { name: '', scopes: ['intake'] as Permission[], days: '' },
    check: ({ name, scopes }) => {
      const errors: { name?: string; scopes?: string } = {};
      if (!name.trim()) errors.name = 'Name the program or partner that will use it.';
      if (scopes.length === 0) errors.scopes = 'Tick at least one.';
      return errors;
    },
    submit: async ({ name, scopes, days }) => {
      const expiresAt = days ? { expiresAt: new Date(Date.now() + Number(days) * dayMs).toISOString() } : {};
      onCreated(await create.mutateAsync({ name: name.trim(), scopes, ...expiresAt }));
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <FormFailure error={form.failure} />
        <TextInput
          {...form.text('name')}
          label="Name"
          placeholder="For example ACME, orders"
          description="Who or what uses it."
          data-autofocus
        />
        <Checkbox.Group
          label="What it may do"
          value={form.values.scopes}
          error={form.errors.scopes}
          onChange={(chosen) =>
            form.set(
              'scopes',
              permissions.filter((each) => chosen.includes(each)),
            )
          }
        >
          <SimpleGrid cols={2} spacing="xs" mt="xs">
            {permissions.map((permission) => (
              <Checkbox
                key={permission}
                size="xs"
                value={permission}
                label={capitalised(scopeTexts[permission])}
                description={permission}
              />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Select
          label="Expires"
          w={200}
          allowDeselect={false}
          data={lifetimes}
          value={form.values.days}
          onChange={(days) => form.set('days', days ?? '')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={form.busy}>
            Create key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
