import type { LookupImport, LookupImportBody, LookupTable } from '@crossdock/flow-schema';
import { Button, FileInput, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan } from '../../api/access.ts';
import { useImport, usePreviewImport } from '../../api/lookups.ts';
import { notifyDone } from '../../components/feedback/notify.tsx';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { plural } from '../../components/time/format.ts';
import { ImportPreview } from './import-preview.tsx';

export interface ImportDialogProps {
  opened: boolean;
  table: LookupTable;
  onClose(): void;
}

/** Takes rows from a CSV file: first what would change is shown, then it is done. */
export function ImportDialog({ opened, table, onClose }: ImportDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={760}
      title={<Text fw={620}>Import rows into “{table.title}”</Text>}
    >
      {opened ? <ImportForm table={table} onClose={onClose} /> : null}
    </Modal>
  );
}

function ImportForm({ table, onClose }: Omit<ImportDialogProps, 'opened'>) {
  const [content, setContent] = useState('');
  const [mode, setMode] = useState<LookupImportBody['mode']>('merge');
  const mayResume = useCan('exceptions:operate');
  const preview = usePreviewImport(table.key);
  const apply = useImport(table.key);
  const shown = preview.data;
  const look = (body: LookupImportBody): void => {
    apply.reset();
    if (body.content.trim() === '') preview.reset();
    else preview.mutate(body);
  };
  const take = (): void => {
    if (!shown) return;
    const body = { content, mode, resume: mayResume };
    apply.mutate({ version: shown.version, body }, { onSuccess: (done) => finish(done, onClose) });
  };
  return (
    <Stack gap="sm">
      <Text size="xs" c="dimmed">
        The first row has the names of the columns: <code>{csvColumns(table).join(',')}</code>. The last four
        may be left out.
      </Text>
      <FileInput
        label="CSV file"
        placeholder="Choose a file"
        size="xs"
        styles={{ placeholder: { color: 'var(--cd-dimmed)' } }}
        accept=".csv,text/csv,text/plain"
        leftSection={<IconFileTypeCsv size={16} aria-hidden />}
        clearable
        onChange={(file) =>
          void (file?.text() ?? Promise.resolve('')).then((text) => {
            setContent(text);
            look({ content: text, mode });
          })
        }
      />
      <Textarea
        label="or paste rows"
        autosize
        minRows={3}
        maxRows={8}
        value={content.length > 20_000 ? `${content.slice(0, 20_000)}…` : content}
        readOnly={content.length > 20_000}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
        onChange={(event) => setContent(event.currentTarget.value)}
        onBlur={() => look({ content, mode })}
      />
      <SegmentedControl
        aria-label="What happens to other rows"
        value={mode}
        onChange={(value) => {
          const next = value === 'replace' ? 'replace' : 'merge';
          setMode(next);
          look({ content, mode: next });
        }}
        data={[
          { value: 'merge', label: 'Keep rows that the file does not have' },
          { value: 'replace', label: 'Remove them' },
        ]}
      />
      <FormFailure error={apply.error ?? preview.error ?? undefined} />
      {shown ? <ImportPreview table={table} preview={shown} /> : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        {shown ? (
          <Button disabled={!canTake(shown)} loading={apply.isPending} onClick={take}>
            {takeLabel(shown)}
          </Button>
        ) : (
          <Button
            loading={preview.isPending}
            disabled={content.trim() === ''}
            onClick={() => look({ content, mode })}
          >
            Preview
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** Columns of the table's CSV, in the order in which it is exported. */
export function csvColumns({ keys, values }: LookupTable): string[] {
  return [
    ...keys.flatMap(({ name, match }) => (match === 'range' ? [`${name}.from`, `${name}.to`] : [name])),
    ...values.map(({ name }) => name),
    ...['partner', 'environment', 'validFrom', 'validTo'],
  ];
}

const changesIn = ({ added, changed, removed }: LookupImport): number => added + changed + removed;
const canTake = (preview: LookupImport): boolean => preview.errors.length === 0 && changesIn(preview) > 0;

function takeLabel(preview: LookupImport): string {
  if (preview.errors.length > 0) return 'Mend the file first';
  return changesIn(preview) === 0 ? 'Nothing to change' : `Apply ${plural(changesIn(preview), 'change')}`;
}

function finish(done: LookupImport, onClose: () => void): void {
  // The file may have faults by now that it had not in the preview; they are shown in its place.
  if (!done.applied) return;
  const runs = done.resumed.runs === 0 ? '' : ` ${plural(done.resumed.runs, 'run')} go on.`;
  notifyDone(`${plural(changesIn(done), 'row')} changed.${runs}`);
  onClose();
}
