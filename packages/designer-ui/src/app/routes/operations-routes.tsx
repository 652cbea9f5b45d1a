import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import {
  ConnectionsPage,
  connectionId,
  readConnectionId,
  type OpenedConnection,
} from '../../features/connections/index.ts';
import { ExceptionPage, ExceptionsPage } from '../../features/exceptions/index.ts';

export function ExceptionsRoute() {
  const navigate = useNavigate({ from: '/exceptions' });
  const { environment: _, ...search } = useSearch({ from: '/app/exceptions' });
  return (
    <ExceptionsPage search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}

export function ExceptionRoute() {
  const { exceptionId } = useParams({ from: '/app/exceptions/$exceptionId' });
  return <ExceptionPage key={exceptionId} exceptionId={exceptionId} />;
}

export interface ConnectionSearch {
  /** `environment/key` of the one being edited. */
  edit?: string | undefined;
  /** Connector of a new one, or `any`. */
  create?: string | undefined;
  /** `environment/key` of the one being copied. */
  copy?: string | undefined;
}

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
