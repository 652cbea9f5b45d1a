import { defaultRetry, desks, RetryPolicy, type FlowNode } from '@crossdock/flow-schema';
import { NumberInput, Select } from '@mantine/core';
import { humanize } from '../../../components/schema-form/widgets.ts';
import { SchemaForm } from '../../../components/schema-form/schema-form.tsx';
import { updateNode } from '../../../model/commands/edit.ts';
import type { JsonSchema } from '../../../model/json-schema.ts';
import { useDefinition, useDesigner } from '../session.ts';
import { Section } from './section.tsx';

/** A step's own policy may leave anything to the flow, whose values then show as what holds. */
function retrySchema(inherited: Record<string, unknown>): JsonSchema {
  const { properties = {} } = RetryPolicy as JsonSchema;
  const withDefaults = Object.entries(properties).map(([key, schema]) => [
    key,
    { ...schema, default: inherited[key] },
  ]);
  return {
    type: 'object',
    required: Object.keys(properties),
    properties: Object.fromEntries(withDefaults) as NonNullable<JsonSchema['properties']>,
    additionalProperties: false,
  };
}

function hintOf(node: FlowNode): string | undefined {
  const parts: string[] = [];
  if (node.retry?.maxAttempts !== undefined) parts.push(`${node.retry.maxAttempts} attempts`);
  if (node.timeoutMs !== undefined) parts.push(`${node.timeoutMs / 1000} s`);
  if (node.desk) parts.push(humanize(node.desk));
  return parts.join(' · ') || undefined;
}

/** What happens when a step fails: how often it is tried, for how long, and who mends it. */
export function FailureSection({ node }: { node: FlowNode }) {
  const { editor, editable } = useDesigner();
  const { settings } = useDefinition();
  const inherited = { ...defaultRetry, ...settings?.retry };
  const patch = (change: Parameters<typeof updateNode>[2]) =>
    editor.run((definition) => updateNode(definition, node.id, change));
  const setRetry = (retry: Record<string, unknown>) => {
    const set = Object.entries(retry).filter(([, value]) => value !== undefined);
    patch({ retry: set.length > 0 ? (Object.fromEntries(set) as FlowNode['retry']) : undefined });
  };
  return (
    <Section title="When it fails" hint={hintOf(node)}>
      <SchemaForm
        schema={retrySchema(inherited)}
        value={node.retry ?? {}}
        onChange={setRetry}
        context={{ disabled: !editable }}
        path="retry"
      />
      <NumberInput
        label="Time-out (ms)"
        description="A call that takes longer counts as failed."
        placeholder="30 000"
        hideControls
        thousandSeparator=" "
        min={1}
        disabled={!editable}
        value={node.timeoutMs ?? ''}
        onChange={(value) => patch({ timeoutMs: typeof value === 'number' ? value : undefined })}
      />
      <Select
        label="Desk"
        description="Who mends what fails here. Left open: the flow’s desk, or the one for the kind of failure."
        placeholder={settings?.desk ? humanize(settings.desk) : 'Not set'}
        clearable
        disabled={!editable}
        data={desks.map((desk) => ({ value: desk, label: humanize(desk) }))}
        value={node.desk ?? null}
        onChange={(desk) => patch({ desk: desk ?? undefined })}
      />
    </Section>
  );
}
