import Type from 'typebox';
import { mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const manual = defineKind({
  group: 'trigger',
  label: 'Manual start',
  summary: 'Starts when a person presses Run.',
  icon: 'HandClick',
  hasInput: false,
  canFail: false,
  config: Type.Object({}, { additionalProperties: false }),
  ports: () => [{ id: mainPort, label: 'start' }],
  defaults: {},
});
