import { FlowSettings } from '@crossdock/flow-schema';
import { ActionIcon, ScrollArea, Stack, Textarea } from '@mantine/core';
import { IconSettings, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { SchemaForm } from '../../../components/schema-form/schema-form.tsx';
import { setDescription, setSettings } from '../../../model/commands/edit.ts';
import { asJsonSchema, type JsonSchema } from '../../../model/json-schema.ts';
import { useInsight } from '../insight.tsx';
import { useDefinition, useDesigner } from '../session.ts';
import classes from './inspector.module.css';
import { useSettingsFormContext } from './use-form-context.ts';

/** The keys are what most flows need; everything else may wait. */
const prominent = ['idempotencyKey', 'orderingKey', 'businessKeys'];

const settingsSchema: JsonSchema = (() => {
  const schema = asJsonSchema(FlowSettings);
  const properties = Object.entries(schema.properties ?? {}).map(([key, property]) => [
    key,
    prominent.includes(key) ? { ...property, 'x-prominent': true } : property,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) as Record<string, JsonSchema> };
})();

/** What holds for the flow as a whole: keys, order, time-outs, retries, desk. */
export function FlowSettingsPanel({ onClose }: { onClose(): void }) {
  const { editor, editable } = useDesigner();
  const definition = useDefinition();
  const { problems } = useInsight();
  const context = useSettingsFormContext();
  const errors = useMemo(
    () =>
      problems.all
        .filter(({ path }) => path.startsWith('settings.'))
        .map(({ path, message }) => ({ path: path.slice('settings.'.length), message })),
    [problems],
  );
  return (
    <aside className={classes.inspector} aria-label="Flow settings">
      <header className={classes.head}>
        <IconSettings size={20} aria-hidden />
        <h2 className={classes.settingsTitle}>Flow settings</h2>
        <ActionIcon aria-label="Close" size={28} onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <ScrollArea className={classes.scroll} type="auto" scrollbarSize={8}>
        <Stack gap="sm" p="sm" pb="xl">
          <Textarea
            label="Description"
            autosize
            minRows={2}
            maxRows={8}
            disabled={!editable}
            value={definition.description ?? ''}
            onChange={(event) => {
              const description = event.currentTarget.value;
              editor.run((before) => setDescription(before, description));
            }}
          />
          <SchemaForm
            schema={settingsSchema}
            value={definition.settings ?? {}}
            onChange={(settings, path) => editor.run((before) => setSettings(before, settings, path))}
            errors={errors}
            context={context}
          />
        </Stack>
      </ScrollArea>
    </aside>
  );
}
