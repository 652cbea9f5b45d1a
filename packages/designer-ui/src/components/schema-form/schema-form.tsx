import { useMemo } from 'react';
import type { JsonSchema } from '../../model/json-schema.ts';
import { FormStateContext, type FieldError, type FormContext } from './form-context.ts';
import { Field } from './field.tsx';
import { FieldContext } from './nested-field.tsx';
import { Fields } from './object-field.tsx';

export interface SchemaFormProps {
  /** Schema of an object. */
  schema: JsonSchema;
  value: Record<string, unknown>;
  /** `path` is the place that was edited, such as `cases[0].when`. */
  onChange(value: Record<string, unknown>, path: string): void;
  errors?: readonly FieldError[] | undefined;
  context?: FormContext | undefined;
  /** Whether all strings may be expressions, whatever the schema says. */
  dynamic?: boolean;
  /** Where the value stands, if it is part of something larger; errors then have that path too. */
  path?: string;
  except?: readonly string[];
}

const noErrors: readonly FieldError[] = [];

/**
 * A form made from a JSON Schema. Optional fields that are emptied are removed from the value.
 * Give it a `key` that changes with the thing being edited.
 */
export function SchemaForm(props: SchemaFormProps) {
  const { schema, value, onChange, errors = noErrors, context, dynamic = false, path = '', except } = props;
  const state = useMemo(() => ({ ...context, errors }), [context, errors]);
  return (
    <FieldContext value={Field}>
      <FormStateContext value={state}>
        <Fields
          schema={schema}
          value={value}
          onChange={(next, at) => onChange(next as Record<string, unknown>, at)}
          path={path}
          dynamic={dynamic || schema['x-dynamic'] === true}
          {...(except && { except })}
        />
      </FormStateContext>
    </FieldContext>
  );
}
