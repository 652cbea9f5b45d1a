import type { LookupTable } from '@crossdock/flow-schema';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDotsVertical, IconDownload, IconPencil, IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan } from '../../api/access.ts';
import { exportLookup, useDeleteLookup } from '../../api/lookups.ts';
import { confirm } from '../../components/feedback/confirm.tsx';
import { announce, notifyDone } from '../../components/feedback/notify.tsx';
import { downloadText } from '../../components/forms/download.ts';
import { plural } from '../../components/time/format.ts';
import { ImportDialog } from './import-dialog.tsx';
import { TableDrawer } from './table-drawer.tsx';

export interface TableActionsProps {
  table: LookupTable;
  onDeleted(): void;
}

/** What can be done with a table as a whole. */
export function TableActions({ table, onDeleted }: TableActionsProps) {
  const [dialog, setDialog] = useState<'edit' | 'import'>();
  const mayWrite = useCan('lookups:write');
  const mayDefine = useCan('flows:write');
  const remove = useDeleteLookup();
  const close = (): void => setDialog(undefined);
  const download = (): void =>
    void announce(exportLookup(table.key), {
      // With a byte-order mark, without which Excel reads umlauts as other characters.
      done: (content) => downloadText(`${table.key}.csv`, `\u{feff}${content}`, 'text/csv'),
      failed: 'The rows could not be exported',
    });
  const ask = (): void =>
    confirm({
      title: `Delete “${table.title}”?`,
      children: `${plural(table.rows, 'row')} are deleted with it, and can’t be brought back. Export them first if in doubt.`,
      confirm: 'Delete table',
      onConfirm: () => {
        void announce(remove.mutateAsync(table.key), {
          done: () => {
            notifyDone(`“${table.title}” was deleted.`);
            onDeleted();
          },
          failed: 'The table could not be deleted',
        });
      },
    });
  return (
    <>
      {mayDefine ? (
        <Menu width={200}>
          <Menu.Target>
            <ActionIcon aria-label="More for this table" size={32}>
              <IconDotsVertical size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setDialog('edit')}>
              Edit columns…
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconTrash size={16} aria-hidden />}
              color="var(--cd-danger-fg)"
              onClick={ask}
            >
              Delete…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <Button variant="default" leftSection={<IconDownload size={15} aria-hidden />} onClick={download}>
        Export CSV
      </Button>
      {mayWrite ? (
        <Button
          variant="default"
          leftSection={<IconUpload size={15} aria-hidden />}
          onClick={() => setDialog('import')}
        >
          Import CSV…
        </Button>
      ) : null}
      <ImportDialog opened={dialog === 'import'} table={table} onClose={close} />
      <TableDrawer opened={dialog === 'edit'} existing={table} onClose={close} onSaved={close} />
    </>
  );
}
