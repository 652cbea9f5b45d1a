import { Anchor, Select } from '@mantine/core';
import { useError, useForm, type FieldProps } from './form-context.ts';

interface ConnectionPickerProps {
  value: unknown;
  onChange(key: string | undefined): void;
  connector: string;
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  required: boolean;
  'data-field'?: string;
}

/** Connections of a connector by key, each once: the same key has its own values in every environment. */
function useChoices(connector: string, value: unknown) {
  const { connections = [] } = useForm();
  const choices = new Map<string, string>();
  for (const connection of connections)
    if (connection.connector === connector && !choices.has(connection.key))
      choices.set(
        connection.key,
        connection.name === connection.key ? connection.key : `${connection.name} (${connection.key})`,
      );
  if (typeof value === 'string' && value && !choices.has(value))
    choices.set(value, `${value} (doesn’t exist yet)`);
  return [...choices].map(([key, name]) => ({ value: key, label: name }));
}

/** A choice among the connections of a connector, with a way to make one. */
export function ConnectionPicker(props: ConnectionPickerProps) {
  const { value, onChange, connector, label, description, error, required } = props;
  const { disabled = false, newConnectionHref } = useForm();
  const data = useChoices(connector, value);
  const href = newConnectionHref?.(connector);
  return (
    <Select
      label={label}
      withAsterisk={required}
      searchable
      clearable={!required}
      data={data}
      value={typeof value === 'string' && value ? value : null}
      placeholder={data.length > 0 ? 'Choose' : 'None yet'}
      nothingFoundMessage="No connection of this name"
      disabled={disabled}
      data-field={props['data-field']}
      error={error}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={
        <>
          {description}{' '}
          {href ? (
            <Anchor href={href} target="_blank" underline="always" inherit>
              New connection
            </Anchor>
          ) : null}
        </>
      }
      onChange={(key) => onChange(key ?? undefined)}
    />
  );
}

export function ConnectionField({ schema, value, onChange, path, label, required }: FieldProps) {
  return (
    <ConnectionPicker
      value={value}
      onChange={(key) => onChange(key, path)}
      connector={schema['x-connection'] ?? ''}
      label={label}
      description={schema.description}
      error={useError(path)}
      required={required}
      data-field={path}
    />
  );
}
