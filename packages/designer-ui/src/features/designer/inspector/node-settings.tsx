import { kindOf, type FlowNode } from '@crossdock/flow-schema';
import { formatOptionSchemas, serializeOptionSchemas } from '@crossdock/mapping';
import { Alert, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useMemo } from 'react';
import type { FieldError } from '../../../components/schema-form/form-context.ts';
import { SchemaForm } from '../../../components/schema-form/schema-form.tsx';
import { setConfig, setDisabled, updateNode } from '../../../model/commands/edit.ts';
import { pathInNode, type Problem } from '../../../model/findings.ts';
import { canFail, isNote } from '../../../model/graph.ts';
import type { JsonSchema } from '../../../model/json-schema.ts';
import { templateUseOf } from '../../../model/template-use.ts';
import { useInsight } from '../insight.tsx';
import { useDesigner } from '../session.ts';
import { ConnectorForm } from './connector-form.tsx';
import { FailureSection } from './failure-section.tsx';
import { Section } from './section.tsx';
import { TemplateSection } from './template-section.tsx';
import { useNodeFormContext } from './use-form-context.ts';
import { ValidateForm } from './validate-form.tsx';
import { WiringSection } from './wiring-section.tsx';

const optionSchemas: Record<'parse' | 'serialize', Record<string, JsonSchema>> = {
  parse: formatOptionSchemas,
  serialize: serializeOptionSchemas,
};

/** Options of formats are known here, though not to the schema of the node. */
function withOptions(schema: JsonSchema): JsonSchema {
  const options = schema.properties?.['options'];
  const purpose = options?.['x-options-for'];
  if (!purpose) return schema;
  const known = optionSchemas[purpose];
  return { ...schema, properties: { ...schema.properties, options: { ...options, 'x-options': known } } };
}

const configPrefix = /^config\.?/;

/** Mistakes inside the config, by their place in it. */
export function configErrors(problems: readonly Problem[] | undefined): FieldError[] {
  return (problems ?? []).flatMap(({ path, message }) => {
    const inNode = pathInNode(path);
    return configPrefix.test(inNode) ? [{ path: inNode.replace(configPrefix, ''), message }] : [];
  });
}

/** Mistakes that belong to no field of the form: of the wiring, or of the step as a whole. */
function Unplaced({ problems }: { problems: readonly Problem[] | undefined }) {
  const unplaced = (problems ?? []).filter(({ path }) => !/^config[.[]/.test(pathInNode(path)));
  if (unplaced.length === 0) return null;
  const isError = unplaced.some(({ severity }) => severity === 'error');
  return (
    <Alert color={isError ? 'red' : 'yellow'} p="xs">
      {unplaced.map(({ message, rule, path }) => (
        <Text key={`${rule}${path}`} size="xs">
          {message}
        </Text>
      ))}
    </Alert>
  );
}

/** A template is shown in words; only one that can't be read is left as JSON. */
const hasOwnSection = ({ config }: FlowNode): boolean =>
  config['template'] === undefined || templateUseOf(config) !== undefined;

function ConfigForm({ node }: { node: FlowNode }) {
  const { editor } = useDesigner();
  const { problems } = useInsight();
  const context = useNodeFormContext(node.id);
  const own = problems.byNode.get(node.id);
  const errors = useMemo(() => configErrors(own), [own]);
  const schema = useMemo(() => withOptions((kindOf(node.type)?.config ?? {}) as JsonSchema), [node.type]);
  const change = (config: Record<string, unknown>, path: string) =>
    editor.run((definition) => setConfig(definition, node.id, config, path));
  if (node.type === 'connector')
    return <ConnectorForm node={node} errors={errors} context={context} onChange={change} />;
  if (node.type === 'validate')
    return <ValidateForm node={node} errors={errors} context={context} onChange={change} />;
  return (
    <SchemaForm
      schema={schema}
      value={node.config}
      onChange={change}
      errors={errors}
      context={context}
      except={hasOwnSection(node) ? ['template'] : []}
    />
  );
}

/** Everything of a step that can be set. Give it the step's id as `key`. */
export function NodeSettings({ node }: { node: FlowNode }) {
  const { editor, editable } = useDesigner();
  const { problems } = useInsight();
  const kind = kindOf(node.type);
  const note = isNote(node);
  return (
    <Stack gap="sm" p="sm" pb="xl">
      {kind && !note ? (
        <Text size="xs" c="dimmed">
          {kind.summary}
        </Text>
      ) : null}
      <Unplaced problems={problems.byNode.get(node.id)} />
      <ConfigForm key={`${node.id} ${node.type}`} node={node} />
      {note ? null : (
        <>
          <TemplateSection node={node} />
          <WiringSection node={node} />
          {canFail(node) ? <FailureSection node={node} /> : null}
          <Section title="Notes and state" open={Boolean(node.notes ?? node.disabled)}>
            <Textarea
              label="Notes"
              description="For the next reader; shown on the canvas by a small sheet."
              autosize
              minRows={2}
              maxRows={10}
              disabled={!editable}
              value={node.notes ?? ''}
              onChange={(event) => {
                const notes = event.currentTarget.value || undefined;
                editor.run((definition) => updateNode(definition, node.id, { notes }));
              }}
            />
            <Switch
              size="xs"
              label="Switched off"
              description="A step that is off hands its input on untouched."
              disabled={!editable}
              checked={node.disabled ?? false}
              onChange={(event) => {
                const off = event.currentTarget.checked;
                editor.run((definition) => setDisabled(definition, [node.id], off));
              }}
            />
          </Section>
        </>
      )}
    </Stack>
  );
}
