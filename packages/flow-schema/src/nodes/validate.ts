import Type from 'typebox';
import { schemaReferencePattern } from '../api/schemas.ts';
import { mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const validate = defineKind({
  group: 'document',
  label: 'Validate',
  summary: 'Checks the input against a JSON Schema; what does not fit is a business exception.',
  icon: 'Checklist',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      schemaRef: Type.Optional(
        Type.String({
          pattern: schemaReferencePattern,
          'x-pattern-in-words': 'the key of a schema with its version, such as order@1',
          title: 'Registered schema',
          description: 'A schema with its version, for example order@1.',
        }),
      ),
      schema: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          title: 'JSON Schema',
          description: 'Draft 2020-12; in place of a registered schema.',
          'x-editor': 'json',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'valid' }],
  defaults: { schema: { type: 'object', required: [] } },
  errors: ({ schema, schemaRef }) => {
    if ((schema === undefined) !== (schemaRef === undefined)) return [];
    const message =
      schema === undefined
        ? 'Name a registered schema, or write a JSON Schema.'
        : 'Leave out either the registered schema or the JSON Schema: only one of them can count.';
    return [{ path: 'config.schema', message, rule: 'one-schema' }];
  },
});
