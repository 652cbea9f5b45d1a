import type { LookupTable } from '@crossdock/flow-schema';
import { Drawer, Skeleton, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';

/** Forms from schemas bring the expression engine with them: fetched when the first drawer opens. */
const TableEditor = lazy(async () => ({ default: (await import('./table-editor.tsx')).TableEditor }));

export interface TableDrawerProps {
  opened: boolean;
  /** Left out: a new one. */
  existing?: LookupTable;
  onClose(): void;
  onSaved(table: LookupTable): void;
}

/** Where a table itself is made or changed: its name, columns and what comes of a miss. */
export function TableDrawer({ opened, existing, onClose, onSaved }: TableDrawerProps) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={600}
      title={<Text fw={620}>{existing ? `Edit “${existing.title}”` : 'New lookup table'}</Text>}
      closeOnClickOutside={false}
    >
      {opened ? (
        <Suspense fallback={<Skeleton height={320} />}>
          <TableEditor existing={existing} onClose={onClose} onSaved={onSaved} />
        </Suspense>
      ) : null}
    </Drawer>
  );
}
