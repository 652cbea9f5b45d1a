import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  ConnectionsPage,
  connectionId,
  readConnectionId,
  type OpenedConnection,
} from '../../features/connections/index.ts';
import type { ConnectionSearch } from './connection-search.ts';

export function ConnectionsRoute() {
  const navigate = useNavigate({ from: '/connections' });
  const search = useSearch({ from: '/app/connections' });
  return (
    <ConnectionsPage
      opened={openedOf(search)}
      onOpen={(opened) => void navigate({ search: searchOf(opened) })}
    />
  );
}

function openedOf({ edit, create, copy }: ConnectionSearch): OpenedConnection | undefined {
  const editing = readConnectionId(edit);
  if (editing) return { edit: editing };
  const copyOf = readConnectionId(copy);
  if (copyOf) return { create: { copyOf } };
  return create ? { create: { connector: create === 'any' ? undefined : create } } : undefined;
}

function searchOf(opened: OpenedConnection | undefined): ConnectionSearch {
  if (!opened) return {};
  if ('edit' in opened) return { edit: connectionId(opened.edit) };
  const { connector, copyOf } = opened.create;
  return copyOf ? { copy: connectionId(copyOf) } : { create: connector ?? 'any' };
}
