import { LookupDefinition, type LookupTable } from '@crossdock/flow-schema';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useCreateLookup, useUpdateLookup } from '../../api/lookups.ts';
import { ApiError } from '../../api/problem.ts';
import { notifyDone } from '../../components/feedback/notify.tsx';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { SchemaForm } from '../../components/schema-form/schema-form.tsx';
import { asJsonSchema } from '../../model/json-schema.ts';
import { definitionOf, keyFrom, newTable } from './table-draft.ts';

const schema = asJsonSchema(LookupDefinition);

export interface TableEditorProps {
  existing: LookupTable | undefined;
  onClose(): void;
  onSaved(table: LookupTable): void;
}

/** The form of a lookup table, without its rows. */
export function TableEditor({ existing, onClose, onSaved }: TableEditorProps) {
  const [draft, setDraft] = useState<LookupDefinition>(() => (existing ? definitionOf(existing) : newTable));
  const [failure, setFailure] = useState<unknown>();
  const create = useCreateLookup();
  const update = useUpdateLookup();
  const fieldErrors = failure instanceof ApiError ? Object.entries(failure.fieldErrors) : [];

  // The form gives back what it was given, with one place changed; the server has the last word on its shape.
  const change = (value: Record<string, unknown>): void => {
    const next = value as LookupDefinition;
    const keyFollows = !existing && draft.key === keyFrom(draft.title) && next.key === draft.key;
    setDraft(keyFollows ? { ...next, key: keyFrom(next.title ?? '') } : next);
  };

  const save = async (): Promise<void> => {
    setFailure(undefined);
    try {
      const saved = existing
        ? await update.mutateAsync({ version: existing.version, body: draft })
        : await create.mutateAsync(draft);
      notifyDone(`“${saved.title}” was saved.`);
      onSaved(saved);
    } catch (error) {
      setFailure(error);
    }
  };

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <FormFailure error={failure} />
        <SchemaForm
          schema={schema}
          value={draft}
          onChange={change}
          errors={fieldErrors.map(([path, message]) => ({ path, message }))}
          {...(existing ? { except: ['key'] } : {})}
        />
        {existing && existing.rows > 0 ? (
          <Text size="xs" c="dimmed">
            Rows lose what they have in columns that you remove. Rename a column by exporting the rows first.
          </Text>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" loading={create.isPending || update.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
