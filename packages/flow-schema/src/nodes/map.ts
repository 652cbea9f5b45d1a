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
    { expression: expression('Expression', 'JSONata; $ is the input of this node.') },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'result' }],
  defaults: { expression: '$' },
});
