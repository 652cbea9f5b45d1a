import { isExpression } from '@crossdock/flow-schema';
import type { ComponentType } from 'react';
import { ConnectionField } from './connection-field.tsx';
import { DynamicSwitch } from './dynamic-switch.tsx';
import { DynamicExpressionField, ExpressionField } from './expression-field.tsx';
import type { FieldProps } from './form-context.ts';
import { JsonField } from './json-field.tsx';
import { ListField } from './list-field.tsx';
import { LookupTableField } from './lookup-table-field.tsx';
import { ObjectField } from './object-field.tsx';
import { RecordField } from './record-field.tsx';
import { SchemaReferenceField } from './schema-reference-field.tsx';
import { BooleanField, ChoiceField, MultilineField, NumberField, TextField } from './simple-fields.tsx';
import { VariantsField } from './variants-field.tsx';
import { widgetOf, type Widget } from './widgets.ts';

const fields: Record<Exclude<Widget, 'constant'>, ComponentType<FieldProps>> = {
  text: TextField,
  multiline: MultilineField,
  number: NumberField,
  boolean: BooleanField,
  choice: ChoiceField,
  connection: ConnectionField,
  lookupTable: LookupTableField,
  schemaReference: SchemaReferenceField,
  expression: ExpressionField,
  variants: VariantsField,
  object: ObjectField,
  list: ListField,
  record: RecordField,
  json: JsonField,
};

/** One field, by its schema; where expressions are allowed it can be switched to one. */
export function Field(props: FieldProps) {
  const widget = widgetOf(props.schema);
  if (widget === 'constant') return null;
  const dynamic = props.dynamic || props.schema['x-dynamic'] === true;
  const FieldOfWidget = fields[widget];
  const own = { ...props, dynamic };
  if (!dynamic || widget === 'expression') return <FieldOfWidget {...own} />;
  return (
    <DynamicSwitch {...own}>
      {isExpression(props.value) ? <DynamicExpressionField {...own} /> : <FieldOfWidget {...own} />}
    </DynamicSwitch>
  );
}
