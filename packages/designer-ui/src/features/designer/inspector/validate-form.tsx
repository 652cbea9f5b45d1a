import { kindOf, type FlowNode } from '@crossdock/flow-schema';
import { SegmentedControl, Stack } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FieldError, FormContext } from '../../../components/schema-form/form-context.ts';
import { SchemaForm } from '../../../components/schema-form/schema-form.tsx';
import { asJsonSchema, type JsonSchema } from '../../../model/json-schema.ts';

type Source = 'schemaRef' | 'schema';

const sources: readonly { value: Source; label: string }[] = [
  { value: 'schemaRef', label: 'Registered schema' },
  { value: 'schema', label: 'JSON Schema' },
];

/** The one field of the two that counts: the other one is left out, so that both are never set. */
function schemaFor(source: Source): JsonSchema {
  const field = asJsonSchema(kindOf('validate')?.config ?? {}).properties?.[source] ?? {};
  const own = source === 'schemaRef' ? { ...field, 'x-schema-reference': true } : field;
  return { type: 'object', required: [source], properties: { [source]: own } };
}

/** What the input is checked against: a schema of the registry, or one written here. */
export function ValidateForm({
  node,
  errors,
  context,
  onChange,
}: {
  node: FlowNode;
  errors: readonly FieldError[];
  context: FormContext;
  onChange(config: Record<string, unknown>, path: string): void;
}) {
  const { config } = node;
  const set: Source = config['schemaRef'] === undefined ? 'schema' : 'schemaRef';
  const [chosen, setChosen] = useState<Source>(set);
  // Undo may bring the other one back; what counts is then shown, whatever was chosen last.
  const source = config[chosen] === undefined && config[set] !== undefined ? set : chosen;
  const before = useRef<unknown>(undefined);
  const switchTo = (next: Source) => {
    setChosen(next);
    const kept = before.current;
    before.current = config[source];
    onChange(kept === undefined ? {} : { [next]: kept }, 'source');
  };
  // That neither is set is told at one of the two fields; it belongs to the one that is shown.
  const own = errors.map((error) => (error.path === 'schema' ? { ...error, path: source } : error));
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="Checked against"
        fullWidth
        data={[...sources]}
        value={source}
        onChange={switchTo}
        disabled={context.disabled ?? false}
      />
      <SchemaForm
        key={source}
        schema={schemaFor(source)}
        value={config[source] === undefined ? {} : { [source]: config[source] }}
        onChange={onChange}
        errors={own}
        context={context}
      />
    </Stack>
  );
}
