import type { Connection } from '@crossdock/flow-schema';
import { useState } from 'react';
import { useCreateConnection, useUpdateConnection } from '../../api/connections.ts';
import { ApiError } from '../../api/problem.ts';
import { toCreate, toUpdate, type ConnectionDraft, type DraftErrors } from './connection-draft.ts';

const headFields = ['name', 'key', 'environment', 'connector'] as const;

/** Sends a connection and sorts what the server has to say against it. */
export function useSaveConnection(existing: Connection | undefined) {
  const create = useCreateConnection();
  const update = useUpdateConnection();
  const [error, setError] = useState<unknown>();
  const byField = error instanceof ApiError ? error.fieldErrors : {};
  const fieldErrors: { path: string; message: string }[] = Object.entries(byField).map(([path, message]) => ({
    path,
    message,
  }));

  const errorsAt: DraftErrors = {};
  for (const field of headFields) {
    const message = byField[field];
    if (message) errorsAt[field] = message;
  }

  return {
    busy: create.isPending || update.isPending,
    /** Above the form: when fields are to blame it says so, since they may be out of sight. */
    failure: fieldErrors.length > 0 ? new Error('Some fields are missing or wrong; see below.') : error,
    errorsAt,
    /** Paths such as `config.baseUrl` and `secrets.password`. */
    fieldErrors,
    /** Gives the saved connection; undefined when it was refused. */
    async send(draft: ConnectionDraft): Promise<Connection | undefined> {
      setError(undefined);
      try {
        if (!existing) return await create.mutateAsync(toCreate(draft));
        const { key, environment } = existing;
        return await update.mutateAsync({ key, environment, body: toUpdate(draft) });
      } catch (cause) {
        setError(cause);
        return undefined;
      }
    },
  };
}
