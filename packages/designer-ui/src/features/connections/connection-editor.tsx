import type { Connection } from '@crossdock/flow-schema';
import { Button, Divider, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { connectionTestQuery, connectorsQuery, type ConnectionRef } from '../../api/connections.ts';
import { useEnvironment } from '../../components/environment/use-environment.ts';
import { notifyDone } from '../../components/feedback/notify.tsx';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { SchemaForm } from '../../components/schema-form/schema-form.tsx';
import { draftErrors, draftOf, type ConnectionDraft, type DraftErrors } from './connection-draft.ts';
import classes from './connections.module.css';
import { ConnectionHead } from './connection-head.tsx';
import { TestResult } from './connection-test.tsx';
import { SecretsFields } from './secrets-fields.tsx';
import { useSaveConnection } from './use-save-connection.ts';

export interface ConnectionEditorProps {
  existing: Connection | undefined;
  copyOf: Connection | undefined;
  connector: string | undefined;
  readOnly: boolean;
  onClose(): void;
  onCreated(ref: ConnectionRef): void;
}

/** The form of a connection, made from its connector's schemas. */
export function ConnectionEditor({
  existing,
  copyOf,
  connector: connectorId,
  readOnly,
  onClose,
  onCreated,
}: ConnectionEditorProps) {
  const environment = useEnvironment();
  const { data: connectors = [] } = useQuery(connectorsQuery);
  const [draft, setDraft] = useState(() =>
    draftOf({ existing, copyOf, connector: connectorId, environment }),
  );
  const [errors, setErrors] = useState<DraftErrors>({});
  const save = useSaveConnection(existing);
  const cache = useQueryClient();
  const connector = connectors.find(({ id }) => id === draft.connector);

  const change = (patch: Partial<ConnectionDraft>): void => {
    const next = { ...draft, ...patch };
    setDraft(next);
    if (Object.keys(errors).length > 0) setErrors(draftErrors(next));
  };

  const submit = async (thenTest: boolean): Promise<void> => {
    const found = draftErrors(draft);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const saved = await save.send(draft);
    if (!saved) return;
    setDraft((current) => ({ ...current, secrets: {}, keyFollows: false }));
    notifyDone(`“${saved.name}” was saved.`);
    const ref = { key: saved.key, environment: saved.environment };
    if (thenTest) void cache.prefetchQuery({ ...connectionTestQuery(ref), staleTime: 0 });
    if (!existing) onCreated(ref);
    else if (!thenTest) onClose();
  };

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit(false);
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <FormFailure error={save.failure} />
        <ConnectionHead
          draft={draft}
          errors={{ ...save.errorsAt, ...errors }}
          connectors={connectors}
          fixed={existing !== undefined}
          copying={copyOf !== undefined}
          readOnly={readOnly}
          onChange={change}
        />
        {connector?.connection ? (
          <>
            <Divider label="Settings" labelPosition="left" />
            <SchemaForm
              key={connector.id}
              schema={connector.connection.config}
              value={draft.config}
              onChange={(config) => change({ config })}
              errors={save.fieldErrors}
              context={{ disabled: readOnly }}
              path="config"
            />
            <SecretsFields
              connector={connector}
              config={draft.config}
              set={existing?.secretsSet ?? []}
              changes={draft.secrets}
              errors={save.fieldErrors}
              readOnly={readOnly}
              onChange={(secrets) => change({ secrets })}
            />
          </>
        ) : null}
        {copyOf ? (
          <Text size="xs" c="dimmed">
            Credentials are never copied: enter those of the other environment.
          </Text>
        ) : null}
        {readOnly ? null : (
          <div className={classes.foot}>
            <div role="status">{existing ? <TestResult connection={existing} /> : null}</div>
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                Close
              </Button>
              {connector?.connection?.testable ? (
                <Button variant="default" onClick={() => void submit(true)}>
                  Save and test
                </Button>
              ) : null}
              <Button type="submit" loading={save.busy}>
                Save
              </Button>
            </Group>
          </div>
        )}
      </Stack>
    </form>
  );
}
