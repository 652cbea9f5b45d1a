import type { CatalogueConnector } from '@crossdock/flow-schema';
import { Button, Divider, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { ToneBadge } from '../../components/status/tone-badge.tsx';
import { secretFields, type SecretField } from './connection-draft.ts';

export interface SecretsFieldsProps {
  connector: CatalogueConnector;
  /** Settings of the connection: they say which credentials are needed. */
  config: Record<string, unknown>;
  /** Names of those that have a value; the values themselves never leave the server. */
  set: readonly string[];
  /** Text to set, null to remove. */
  changes: Record<string, string | null>;
  errors: readonly { path: string; message: string }[];
  readOnly: boolean;
  onChange(changes: Record<string, string | null>): void;
}

/** Credentials: whether they are set, and fields to replace them. */
export function SecretsFields({
  connector,
  config,
  set,
  changes,
  errors,
  readOnly,
  onChange,
}: SecretsFieldsProps) {
  const fields = secretFields(connector, config);
  if (fields.length === 0) return null;
  const change = (name: string, value: string | null | undefined): void => {
    const next = { ...changes };
    if (value === undefined) delete next[name];
    else next[name] = value;
    onChange(next);
  };
  return (
    <>
      <Divider label="Credentials" labelPosition="left" />
      <Text size="xs" c="dimmed">
        Stored encrypted and never shown again.
      </Text>
      <Stack gap="sm">
        {fields.map((field) => (
          <Secret
            key={field.name}
            field={field}
            isSet={set.includes(field.name)}
            change={changes[field.name]}
            error={errors.find(({ path }) => path === `secrets.${field.name}`)?.message}
            readOnly={readOnly}
            onChange={(value) => change(field.name, value)}
          />
        ))}
      </Stack>
    </>
  );
}

interface SecretProps {
  field: SecretField;
  isSet: boolean;
  /** Undefined: as it is. */
  change: string | null | undefined;
  error: string | undefined;
  readOnly: boolean;
  onChange(value: string | null | undefined): void;
}

function Secret({ field, isSet, change, error, readOnly, onChange }: SecretProps) {
  if (isSet && change === undefined) {
    return (
      <Kept
        title={field.title}
        readOnly={readOnly}
        onReplace={() => onChange('')}
        onRemove={() => onChange(null)}
      />
    );
  }
  if (change === null) {
    return (
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs">{field.title}: removed when you save</Text>
        <Button variant="subtle" onClick={() => onChange(undefined)}>
          Keep it
        </Button>
      </Group>
    );
  }
  return (
    <PasswordInput
      label={field.title}
      description={field.description}
      error={error}
      value={change ?? ''}
      disabled={readOnly}
      placeholder={isSet ? 'New value' : 'Not set'}
      autoComplete="new-password"
      autoFocus={isSet}
      onChange={(event) => onChange(event.currentTarget.value || (isSet ? '' : undefined))}
      onBlur={() => {
        if (change === '') onChange(undefined);
      }}
    />
  );
}

interface KeptProps {
  title: string;
  readOnly: boolean;
  onReplace(): void;
  onRemove(): void;
}

function Kept({ title, readOnly, onReplace, onRemove }: KeptProps) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group gap="xs">
        <Text size="xs" fw={500}>
          {title}
        </Text>
        <ToneBadge tone="success" icon={<IconLock size={13} aria-hidden />}>
          Set
        </ToneBadge>
      </Group>
      {readOnly ? null : (
        <Group gap={4}>
          <Button variant="subtle" onClick={onReplace} aria-label={`Replace ${title}`}>
            Replace
          </Button>
          <Button variant="subtle" color="gray" onClick={onRemove} aria-label={`Remove ${title}`}>
            Remove
          </Button>
        </Group>
      )}
    </Group>
  );
}
