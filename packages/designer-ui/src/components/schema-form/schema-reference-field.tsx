import { parseSchemaReference } from '@crossdock/flow-schema';
import { Autocomplete, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ApiError, messageOf } from '../../api/problem.ts';
import { schemasQuery, schemaVersionsQuery } from '../../api/schemas.ts';
import { useError, useForm, type FieldProps } from './form-context.ts';
import {
  choicesWith,
  deprecationText,
  referenceFault,
  schemaChoices,
  type NamedSchema,
  type SchemaChoice,
} from './schema-choices.ts';
import classes from './schema-form.module.css';

/** Long enough not to ask about every letter of a name. In milliseconds. */
const settle = 250;

/** Asks for the versions of what is named: the list has the first schemas only. */
function useNamed(reference: string): NamedSchema {
  const [settled] = useDebouncedValue(reference, settle);
  const key = parseSchemaReference(settled)?.key;
  const { data, error } = useQuery({ ...schemaVersionsQuery(key ?? ''), enabled: key !== undefined });
  const isSettled = settled === reference;
  const isMissing = isSettled && error instanceof ApiError && error.status === 404;
  return { reference, isMissing, versions: isSettled && !isMissing ? data : undefined };
}

function Choice({ value, title, note }: SchemaChoice) {
  return (
    <div className={classes.choice}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <span>{title}</span>
        {note ? (
          <Text component="span" size="xs" c="dimmed">
            {note}
          </Text>
        ) : null}
      </Group>
      <Text component="code" size="xs" c="dimmed">
        {value}
      </Text>
    </div>
  );
}

/** A choice among the registered schemas and their versions; what is typed stays, also when it is unknown. */
export function SchemaReferenceField({ schema, value, onChange, path, label, required }: FieldProps) {
  const { disabled = false } = useForm();
  const reference = typeof value === 'string' ? value : '';
  const { data: schemas = [], error: unread } = useQuery(schemasQuery());
  const named = useNamed(reference);
  const fault = referenceFault(named);
  const stated = useError(path);
  const choices = schemaChoices(schemas);
  const byName = new Map(choices.map((choice) => [choice.value, choice]));
  const title = byName.get(reference)?.title;
  const hint = deprecationText(named) ?? title ?? schema.description;
  return (
    <Autocomplete
      label={label}
      withAsterisk={required}
      data={choices.map((choice) => choice.value)}
      filter={({ search }) => choicesWith(choices, search)}
      renderOption={({ option }) => {
        const choice = byName.get(option.value);
        return choice ? <Choice {...choice} /> : option.value;
      }}
      limit={100}
      maxDropdownHeight={300}
      value={reference}
      placeholder="Search, or type order@1"
      spellCheck={false}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      disabled={disabled}
      data-field={path}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={unread ? `The list of schemas can’t be read: ${messageOf(unread)}` : hint}
      error={fault ?? (reference === '' ? stated : undefined)}
      onChange={(text) => onChange(text === '' ? undefined : text, path)}
    />
  );
}
