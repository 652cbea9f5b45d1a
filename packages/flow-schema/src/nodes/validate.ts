import Type from 'typebox';
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
      schema: Type.Record(Type.String(), Type.Unknown(), {
        title: 'JSON Schema',
        description: 'Draft 2020-12.',
        'x-editor': 'json',
      }),
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'valid' }],
  defaults: { schema: { type: 'object', required: [] } },
});
