import type { CatalogueConnector } from '@crossdock/flow-schema';
import { Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { environmentsQuery } from '../../api/access.ts';
import { keyFrom, type ConnectionDraft, type DraftErrors } from './connection-draft.ts';

export interface ConnectionHeadProps {
  draft: ConnectionDraft;
  errors: DraftErrors;
  connectors: readonly CatalogueConnector[];
  /** Saved: kind, key and environment stay as they are. */
  fixed: boolean;
  copying: boolean;
  readOnly: boolean;
  onChange(patch: Partial<ConnectionDraft>): void;
}

/** What all connections have: kind, name, key, environment. */
export function ConnectionHead({
  draft,
  errors,
  connectors,
  fixed,
  copying,
  readOnly,
  onChange,
}: ConnectionHeadProps) {
  const { data: environments = [] } = useQuery(environmentsQuery);
  const rename = (name: string): void =>
    onChange({ name, ...(draft.keyFollows ? { key: keyFrom(name) } : {}) });
  return (
    <Stack gap="sm">
      <Select
        label="Connector"
        placeholder="Kind of system"
        withAsterisk
        data={connectors
          .filter(({ connection }) => connection)
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.connector || null}
        error={errors.connector}
        disabled={fixed || copying || readOnly}
        description={connectors.find(({ id }) => id === draft.connector)?.description}
        onChange={(connector) => onChange({ connector: connector ?? '', config: {}, secrets: {} })}
      />
      <TextInput
        label="Name"
        withAsterisk
        placeholder="For example ERP"
        autoFocus={!fixed}
        value={draft.name}
        error={errors.name}
        readOnly={readOnly}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      <TextInput
        label="Key"
        withAsterisk
        description="Flows name the connection by it. Use the same key in every environment."
        value={draft.key}
        error={errors.key}
        disabled={fixed}
        onChange={(event) => onChange({ key: event.currentTarget.value, keyFollows: false })}
      />
      <Select
        label="Environment"
        withAsterisk
        data={environments.map(({ key, name }) => ({ value: key, label: name }))}
        value={draft.environment || null}
        error={errors.environment}
        disabled={fixed || readOnly}
        onChange={(environment) => onChange({ environment: environment ?? '' })}
      />
    </Stack>
  );
}
