import Type from 'typebox';
import { dynamic, mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const respond = defineKind({
  group: 'control',
  label: 'Respond',
  summary: 'Answers the caller of a webhook that waits for the flow.',
  icon: 'ArrowBackUp',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      status: Type.Integer({ minimum: 200, maximum: 599, title: 'Status' }),
      headers: Type.Optional(dynamic(Type.Record(Type.String(), Type.String(), { title: 'Headers' }))),
      body: Type.Optional(dynamic(Type.Unknown({ title: 'Body', description: 'Usually =$.' }))),
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'then' }],
  defaults: { status: 200, body: '=$' },
  warnings: (_config, { definition }) =>
    definition.nodes.some((node) => node.type === 'webhook' && node.config['respond'] === 'flow')
      ? []
      : [
          {
            path: 'config',
            message: 'Nobody waits for this answer: set the webhook’s answer to "flow".',
            rule: 'respond-without-caller',
          },
        ],
});
