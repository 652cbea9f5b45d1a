import { childPath } from '@crossdock/flow-schema';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { isRecord, propertySchema, type JsonSchema } from '../../model/json-schema.ts';
import { FieldFrame } from './field-frame.tsx';
import { NestedField } from './nested-field.tsx';
import { useError, useForm, type FieldProps } from './form-context.ts';
import classes from './schema-form.module.css';

/** Names of a record are typed in peace and taken over on leaving the field, so that no two collide midway. */
function NameInput({
  name,
  taken,
  onRename,
}: {
  name: string;
  taken: readonly string[];
  onRename(to: string): void;
}) {
  const [typed, setTyped] = useState(name);
  const clash = typed !== name && taken.includes(typed);
  const commit = () => {
    if (typed && !clash && typed !== name) onRename(typed);
    else setTyped(name);
  };
  return (
    <TextInput
      aria-label="Name"
      value={typed}
      error={clash ? 'There already' : undefined}
      spellCheck={false}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

function freshName(taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`name${number}`)) number += 1;
  return `name${number}`;
}

/** A value of any kind in a row: text, unless the schema says otherwise. */
const rowSchema = (schema: JsonSchema, value: unknown): JsonSchema =>
  Object.keys(schema).length === 0 && (typeof value === 'string' || value === undefined)
    ? { type: 'string' }
    : schema;

/** Names with values: headers, query parameters, data of a milestone. */
export function RecordField(props: FieldProps) {
  const { schema, value, onChange, path, label, required, dynamic } = props;
  const error = useError(path);
  const { disabled } = useForm();
  const record = isRecord(value) ? value : {};
  const names = Object.keys(record);
  const set = (entries: [string, unknown][], at = path) =>
    onChange(entries.length === 0 && !required ? undefined : Object.fromEntries(entries), at);
  const entries = Object.entries(record);
  return (
    <FieldFrame
      label={label}
      description={schema.description}
      error={error}
      withAsterisk={required}
      data-field={path}
    >
      <div className={classes.record}>
        {entries.map(([name, child]) => (
          <div key={name} className={classes.row}>
            <NameInput
              name={name}
              taken={names}
              onRename={(to) => set(entries.map(([each, kept]) => [each === name ? to : each, kept]))}
            />
            <NestedField
              schema={rowSchema(propertySchema(schema, name), child)}
              value={child}
              onChange={(next, at) =>
                set(
                  entries.map(([each, kept]) => [each, each === name ? (next ?? '') : kept]),
                  at,
                )
              }
              path={childPath(path, name)}
              label={`Value of ${name}`}
              required
              dynamic={dynamic}
            />
            <ActionIcon
              size={30}
              aria-label={`Remove ${name}`}
              disabled={disabled ?? false}
              onClick={() => set(entries.filter(([each]) => each !== name))}
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={disabled ?? false}
          onClick={() => set([...entries, [freshName(names), '']])}
        >
          Add
        </Button>
      </div>
    </FieldFrame>
  );
}
