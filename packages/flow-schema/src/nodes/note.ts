import Type from 'typebox';
import { defineKind } from '../kind.ts';

export const note = defineKind({
  group: 'note',
  label: 'Note',
  summary: 'Text on the canvas for the next reader.',
  icon: 'Note',
  hasInput: false,
  canFail: false,
  config: Type.Object(
    {
      text: Type.String({ maxLength: 10_000, title: 'Text', 'x-editor': 'multiline' }),
      color: Type.Optional(Type.Enum(['yellow', 'blue', 'green', 'pink', 'gray'], { title: 'Colour' })),
    },
    { additionalProperties: false },
  ),
  ports: () => [],
  defaults: { text: 'Note', color: 'yellow' },
});
