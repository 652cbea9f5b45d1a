import { childPath } from '@crossdock/flow-schema';
import { Collapse, Stack, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { isRecord, propertySchema, type JsonSchema } from '../../model/json-schema.ts';
import { FieldFrame } from './field-frame.tsx';
import { NestedField } from './nested-field.tsx';
import { useError, useForm, type FieldProps } from './form-context.ts';
import classes from './schema-form.module.css';
import { fieldKeys, labelOf, withProperty } from './widgets.ts';

export interface FieldsProps {
  schema: JsonSchema;
  value: unknown;
  onChange(value: unknown, path: string): void;
  path: string;
  dynamic: boolean;
  /** Keys that somebody else shows. */
  except?: readonly string[];
}

/** Whether an optional field is worth showing at once: its schema says so, it is set, or has a mistake. */
function useSetAside(keys: readonly string[], { schema, value, path }: FieldsProps): Set<string> {
  const { errors } = useForm();
  const isAside = (key: string): boolean =>
    !schema.required?.includes(key) &&
    propertySchema(schema, key)['x-prominent'] !== true &&
    !(isRecord(value) && value[key] !== undefined) &&
    !errors.some((error) => error.path.startsWith(childPath(path, key)));
  // Decided once, so that a field doesn't jump away from under the first letter typed in it.
  const [aside] = useState(() => new Set(keys.filter(isAside)));
  return aside;
}

/** The fields of an object, one below the other; optional ones that aren't used wait under "More". */
export function Fields(props: FieldsProps) {
  const { schema, value, onChange, path, dynamic, except = [] } = props;
  const [open, setOpen] = useState(false);
  const keys = fieldKeys(schema, value).filter(
    (key) => !except.includes(key) && propertySchema(schema, key).const === undefined,
  );
  const aside = useSetAside(keys, props);
  const shown = keys.filter((key) => !aside.has(key));
  const field = (key: string) => (
    <NestedField
      key={key}
      schema={optionsSchema(propertySchema(schema, key), value)}
      value={isRecord(value) ? value[key] : undefined}
      onChange={(child, at) => onChange(withProperty(value, key, child), at)}
      path={childPath(path, key)}
      label={labelOf(propertySchema(schema, key), key)}
      required={schema.required?.includes(key) ?? false}
      dynamic={dynamic}
    />
  );
  const more = keys.filter((key) => aside.has(key));
  if (shown.length === 0 || more.length === 0) return <Stack gap="sm">{keys.map(field)}</Stack>;
  return (
    <Stack gap="sm">
      {shown.map(field)}
      <div>
        <UnstyledButton className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconChevronRight size={14} aria-hidden data-open={open || undefined} />
          More options ({more.length})
        </UnstyledButton>
        <Collapse expanded={open}>
          <Stack gap="sm" pt="xs">
            {more.map(field)}
          </Stack>
        </Collapse>
      </div>
    </Stack>
  );
}

/** Options whose fields depend on another field are found by that field's value. */
function optionsSchema(schema: JsonSchema, siblings: unknown): JsonSchema {
  const decider = schema['x-options-of'];
  if (!decider || !isRecord(siblings)) return schema;
  const found = schema['x-options']?.[String(siblings[decider])];
  return found ? { ...found, ...(schema.title !== undefined && { title: schema.title }) } : schema;
}

/** An object inside a form: its fields, set in a little. */
export function ObjectField({ schema, value, onChange, path, label, required, dynamic }: FieldProps) {
  const error = useError(path);
  return (
    <FieldFrame
      label={label}
      description={schema.description}
      error={error}
      withAsterisk={required}
      data-field={path}
    >
      <div className={classes.inset}>
        <Fields schema={schema} value={value} onChange={onChange} path={path} dynamic={dynamic} />
      </div>
    </FieldFrame>
  );
}
