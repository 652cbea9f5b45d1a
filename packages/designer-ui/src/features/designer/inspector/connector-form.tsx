import { kindOf, type FlowNode } from '@crossdock/flow-schema';
import { Select, Stack, Text } from '@mantine/core';
import { ToneBadge } from '../../../components/status/tone-badge.tsx';
import type { Tone } from '../../../components/status/statuses.ts';
import { ConnectionPicker } from '../../../components/schema-form/connection-field.tsx';
import {
  FormStateContext,
  type FieldError,
  type FormContext,
} from '../../../components/schema-form/form-context.ts';
import { SchemaForm } from '../../../components/schema-form/schema-form.tsx';
import { isRecord, type JsonSchema } from '../../../model/json-schema.ts';
import { operationInput } from '../../../model/node-template.ts';
import { useInsight } from '../insight.tsx';
import { operationOf } from '../session.ts';

/** What repeating a call does, in the words of who has to decide on it. */
const effectWords: Record<string, { label: string; tone: Tone; help: string }> = {
  pure: { label: 'changes nothing', tone: 'success', help: 'Can be repeated at will.' },
  idempotent: {
    label: 'safe to repeat',
    tone: 'success',
    help: 'Sends an idempotency key, by which the other system knows a repetition.',
  },
  'lookup-first': {
    label: 'looks first',
    tone: 'info',
    help: 'Asks the other system whether it is done already before it repeats.',
  },
  unsafe: {
    label: 'never repeated unasked',
    tone: 'warning',
    help: 'If the answer gets lost, the run stops and asks a person rather than call twice.',
  },
};

function Effect({ effect }: { effect: string }) {
  const words = effectWords[effect];
  return words ? (
    <Text size="xs" c="dimmed" component="div">
      <ToneBadge tone={words.tone}>{words.label}</ToneBadge> {words.help}
    </Text>
  ) : null;
}

export interface ConnectorFormProps {
  node: FlowNode;
  errors: readonly FieldError[];
  context: FormContext;
  onChange(config: Record<string, unknown>, path: string): void;
}

const anyRecord: JsonSchema = { type: 'object', title: 'Input' };

/** Which system, which operation, with which connection, and what it is given. */
export function ConnectorForm({ node, errors, context, onChange }: ConnectorFormProps) {
  const { catalogue } = useInsight();
  const { config } = node;
  const { connector, operation } = operationOf(catalogue, config);
  const errorAt = (path: string) => errors.find((error) => error.path === path)?.message;
  const set = (patch: Record<string, unknown>, path: string) => onChange({ ...config, ...patch }, path);
  const chooseConnector = (id: string | null) => {
    const next = catalogue.find((each) => each.id === id);
    const first = next?.operations[0];
    if (!next || !first || id === config['connector']) return;
    const { connection: _connection, classify: _classify, ...rest } = config;
    onChange(
      { ...rest, connector: next.id, operation: first.id, input: operationInput(next, first) },
      'connector',
    );
  };
  const chooseOperation = (id: string | null) => {
    const next = connector?.operations.find((each) => each.id === id);
    if (connector && next && id !== config['operation'])
      set({ operation: next.id, input: operationInput(connector, next) }, 'operation');
  };
  const setConnection = (key: string | undefined) => {
    const { connection: _before, ...rest } = config;
    onChange(key === undefined ? rest : { ...rest, connection: key }, 'connection');
  };
  const inputSchema = (operation?.input ?? anyRecord) as JsonSchema;
  // Some connectors only hold credentials and do nothing by themselves.
  const choices = catalogue
    .filter(({ operations }) => operations.length > 0)
    .map(({ id, name }) => ({ value: id, label: name }));
  const disabled = context.disabled ?? false;
  return (
    <Stack gap="sm">
      <Select
        label="Connector"
        data={choices}
        value={connector?.id ?? null}
        placeholder={typeof config['connector'] === 'string' ? `${config['connector']} (unknown)` : 'Choose'}
        allowDeselect={false}
        error={errorAt('connector')}
        disabled={disabled}
        onChange={chooseConnector}
      />
      {connector && (connector.operations.length > 1 || !operation) ? (
        <Select
          label="Operation"
          data={connector.operations.map(({ id, name }) => ({ value: id, label: name }))}
          value={operation?.id ?? null}
          allowDeselect={false}
          description={operation?.description}
          error={errorAt('operation')}
          disabled={disabled}
          onChange={chooseOperation}
        />
      ) : null}
      {connector?.connection ? (
        <FormStateContext value={{ ...context, errors }}>
          <ConnectionPicker
            label="Connection"
            description="The same key is looked up in every environment."
            connector={connector.id}
            value={config['connection']}
            onChange={setConnection}
            error={errorAt('connection')}
            required
          />
        </FormStateContext>
      ) : null}
      {operation ? <Effect effect={operation.effect} /> : null}
      <SchemaForm
        key={`${connector?.id} ${operation?.id}`}
        schema={inputSchema}
        value={isRecord(config['input']) ? config['input'] : {}}
        onChange={(input, path) => set({ input }, path)}
        errors={errors}
        context={context}
        path="input"
        dynamic
      />
      <SchemaForm
        schema={kindOf(node.type)?.config ?? {}}
        value={config}
        onChange={onChange}
        errors={errors}
        context={context}
        except={['connector', 'operation', 'connection', 'input']}
      />
    </Stack>
  );
}
