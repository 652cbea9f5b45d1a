import Type from 'typebox';
import { expression, mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const map = defineKind({
  group: 'document',
  label: 'Map',
  summary: 'Turns one document into another by a JSONata expression.',
  icon: 'Transform',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      expression: expression('Expression', 'JSONata; $ is the input of this node.'),
      template: Type.Optional(
        Type.Object(
          {
            id: Type.String({ minLength: 1, title: 'Template' }),
            version: Type.Integer({ minimum: 1, title: 'Version' }),
            overlay: Type.Optional(
              Type.Object(
                { changes: Type.Array(Type.Record(Type.String(), Type.Unknown())) },
                {
                  title: 'Overlay',
                  description: 'The partner’s departures from the template, by target field.',
                },
              ),
            ),
          },
          {
            title: 'Made from a template',
            description:
              'Where the expression comes from, for comparing and for new versions. The expression is what runs.',
            additionalProperties: false,
            'x-editor': 'json',
          },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'result' }],
  defaults: { expression: '$' },
});
