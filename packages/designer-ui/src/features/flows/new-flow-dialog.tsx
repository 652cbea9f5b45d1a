import type { FlowDefinition } from '@crossdock/flow-schema';
import { Button, FileButton, Group, Modal, Stack, Tabs, Text, Textarea, TextInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useCreateFlow } from '../../api/flows.ts';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { useForm } from '../../components/forms/use-form.ts';
import { blankFlow, readImport } from './new-flow.ts';

export interface NewFlowDialogProps {
  opened: boolean;
  onClose(): void;
  onCreated(flowId: string): void;
}

/** A new flow: blank, or from an exported one. */
export function NewFlowDialog({ opened, onClose, onCreated }: NewFlowDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={<Text fw={620}>New flow</Text>} size="md">
      <Tabs defaultValue="blank" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="blank">Blank</Tabs.Tab>
          <Tabs.Tab value="import">Import JSON</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="blank">
          <BlankForm onClose={onClose} onCreated={onCreated} />
        </Tabs.Panel>
        <Tabs.Panel value="import">
          <ImportForm onClose={onClose} onCreated={onCreated} />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}

type FormProps = Pick<NewFlowDialogProps, 'onClose' | 'onCreated'>;

function BlankForm({ onClose, onCreated }: FormProps) {
  const create = useCreateFlow();
  const form = useForm({
    initial: { name: '' },
    check: ({ name }): { name?: string } => {
      if (!name.trim()) return { name: 'Give the flow a name.' };
      return name.trim().length > 120 ? { name: 'At most 120 characters.' } : {};
    },
    submit: async ({ name }) => onCreated((await create.mutateAsync(blankFlow(name))).id),
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <FormFailure error={form.failure} />
        <TextInput
          {...form.text('name')}
          label="Name"
          description="What it does, for example “Purchase order intake”."
          data-autofocus
        />
        <Buttons busy={form.busy} onClose={onClose} label="Create flow" />
      </Stack>
    </form>
  );
}

function ImportForm({ onClose, onCreated }: FormProps) {
  const create = useCreateFlow();
  const form = useForm({
    initial: { text: '' },
    check: ({ text }): { text?: string } => {
      const read = readImport(text);
      return 'message' in read ? { text: read.message } : {};
    },
    submit: async ({ text }) => onCreated((await create.mutateAsync(definitionOf(text))).id),
  });
  const take = async (file: File | null): Promise<void> => {
    if (file) form.set('text', await file.text());
  };
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <FormFailure error={form.failure} />
        <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={15} aria-hidden />}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <Textarea
          {...form.text('text')}
          label="Flow as JSON"
          autosize
          minRows={8}
          maxRows={16}
          spellCheck={false}
          styles={{
            input: { fontFamily: 'var(--mantine-font-family-monospace)' },
            error: { whiteSpace: 'pre-line' },
          }}
        />
        <Buttons busy={form.busy} onClose={onClose} label="Import flow" />
      </Stack>
    </form>
  );
}

function definitionOf(text: string): FlowDefinition {
  const read = readImport(text);
  if ('message' in read) throw new Error(read.message);
  return read.definition;
}

function Buttons({ busy, onClose, label }: { busy: boolean; onClose(): void; label: string }) {
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onClose}>
        Cancel
      </Button>
      <Button type="submit" loading={busy}>
        {label}
      </Button>
    </Group>
  );
}
