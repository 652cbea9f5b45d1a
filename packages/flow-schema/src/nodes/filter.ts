import Type from 'typebox';
import { expression, mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const filter = defineKind({
  group: 'control',
  label: 'Filter',
  summary: 'Lets the input pass if a condition holds.',
  icon: 'Filter',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    { when: expression('When', 'The input goes on if this is true.') },
    { additionalProperties: false },
  ),
  ports: () => [
    { id: mainPort, label: 'passes' },
    { id: 'rest', label: 'rest' },
  ],
  defaults: { when: 'true' },
});
