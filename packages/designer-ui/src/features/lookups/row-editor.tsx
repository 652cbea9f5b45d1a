import type { LookupRow, LookupTable } from '@crossdock/flow-schema';
import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan } from '../../api/access.ts';
import { useAddLookupRow, useDeleteLookupRow, usePutLookupRow } from '../../api/lookups.ts';
import { confirm } from '../../components/feedback/confirm.tsx';
import { announce, notifyDone } from '../../components/feedback/notify.tsx';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { useForm } from '../../components/forms/use-form.ts';
import { keyCellText } from '../../components/lookups/cell-text.ts';
import { draftErrors, draftOf, entryOf, type RowDraft } from '../../components/lookups/row-draft.ts';
import { RowFields } from '../../components/lookups/row-fields.tsx';
import { plural } from '../../components/time/format.ts';

export interface RowEditorProps {
  table: LookupTable;
  /** Left out: a new one. */
  existing: LookupRow | undefined;
  /** What a new one begins with. */
  initial?: RowDraft | undefined;
  readOnly: boolean;
  onClose(): void;
}

/** The form of one row. */
export function RowEditor({ table, existing, initial, readOnly, onClose }: RowEditorProps) {
  const add = useAddLookupRow(table.key);
  const put = usePutLookupRow(table.key);
  const mayResume = useCan('exceptions:operate');
  const [resume, setResume] = useState(true);
  const form = useForm<RowDraft>({
    initial: initial ?? draftOf(table, existing),
    check: (values) => draftErrors(table, values),
    submit: async (values) => {
      const body = { ...entryOf(table, values), resume: resume && mayResume };
      const { resumed } = existing
        ? await put.mutateAsync({ id: existing.id, revision: existing.revision, body })
        : await add.mutateAsync(body);
      notifyDone(savedText(resumed.runs));
      onClose();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack gap="sm">
        <FormFailure error={form.failure} />
        <RowFields
          definition={table}
          draft={form.values}
          errors={form.errors}
          disabled={readOnly}
          onChange={form.set}
        />
        {readOnly ? null : (
          <>
            {mayResume ? (
              <Checkbox
                mt="xs"
                label="Go on with the runs that wait for this value"
                checked={resume}
                onChange={(event) => setResume(event.currentTarget.checked)}
              />
            ) : null}
            <Group justify="space-between" mt="xs">
              {existing ? <DeleteButton table={table} row={existing} onDone={onClose} /> : <span />}
              <Group gap="xs">
                <Button variant="default" onClick={onClose}>
                  Cancel
                </Button>
                <Button type="submit" loading={form.busy}>
                  {existing ? 'Save' : 'Add row'}
                </Button>
              </Group>
            </Group>
          </>
        )}
      </Stack>
    </form>
  );
}

export const savedText = (runs: number): string =>
  runs === 0
    ? 'The row was saved.'
    : `The row was saved; ${plural(runs, 'run')} ${runs === 1 ? 'goes' : 'go'} on.`;

interface DeleteButtonProps {
  table: LookupTable;
  row: LookupRow;
  onDone(): void;
}

function DeleteButton({ table, row, onDone }: DeleteButtonProps) {
  const remove = useDeleteLookupRow(table.key);
  const name = table.keys.map((column) => keyCellText(row.keys[column.name])).join(', ');
  const ask = (): void =>
    confirm({
      title: `Delete the row of “${name}”?`,
      children: 'Runs that ask for it from now on will not find it.',
      confirm: 'Delete row',
      onConfirm: () => {
        void announce(remove.mutateAsync({ id: row.id, revision: row.revision }), {
          done: () => {
            notifyDone('The row was deleted.');
            onDone();
          },
          failed: 'The row could not be deleted',
        });
      },
    });
  return (
    <Button
      variant="subtle"
      color="red"
      leftSection={<IconTrash size={15} aria-hidden />}
      loading={remove.isPending}
      onClick={ask}
    >
      Delete row…
    </Button>
  );
}
