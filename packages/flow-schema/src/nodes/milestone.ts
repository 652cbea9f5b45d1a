import Type from 'typebox';
import { dynamic, mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const milestone = defineKind({
  group: 'business',
  label: 'Milestone',
  summary: 'Records on the timeline of an order (or other object) that something has happened.',
  icon: 'FlagCheck',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      name: Type.String({
        minLength: 1,
        maxLength: 80,
        title: 'Milestone',
        description: 'For example order.booked.',
      }),
      businessKey: Type.Object(
        {
          type: Type.String({ minLength: 1, title: 'Key type', description: 'For example purchaseOrder.' }),
          value: dynamic(
            Type.String({ minLength: 1, title: 'Key value', description: 'For example =orderNumber.' }),
          ),
        },
        { additionalProperties: false, title: 'Business key' },
      ),
      time: Type.Optional(
        dynamic(Type.String({ title: 'Time', description: 'ISO 8601; left out: when the step runs.' })),
      ),
      data: Type.Optional(dynamic(Type.Record(Type.String(), Type.Unknown(), { title: 'Data' }))),
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'then' }],
  defaults: { name: 'order.received', businessKey: { type: 'purchaseOrder', value: '=orderNumber' } },
});
