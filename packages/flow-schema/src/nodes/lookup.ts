import Type from 'typebox';
import { LookupMissRule } from '../api/lookups.ts';
import { dynamic, mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const lookup = defineKind({
  group: 'document',
  label: 'Look up',
  summary:
    'Finds what a lookup table says of a key; an unknown key can wait in an exception until it is added.',
  icon: 'ListSearch',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      table: Type.String({ minLength: 1, title: 'Table', 'x-lookup-table': true }),
      key: dynamic(
        Type.Unknown({
          title: 'Key',
          description:
            'For example =unit; of several key columns an object, {"item": "=item", "qty": "=quantity"}.',
          'x-editor': 'json',
        }),
      ),
      output: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 60,
          title: 'Field',
          description: 'Where the input gets what is found. Left out: what is found is the whole output.',
        }),
      ),
      column: Type.Optional(
        Type.String({ minLength: 1, title: 'Column', description: 'Only this value column.' }),
      ),
      partner: Type.Optional(
        dynamic(
          Type.String({
            title: 'Partner',
            description: 'Whose rows go first. Left out: the partner of the message.',
          }),
        ),
      ),
      at: Type.Optional(
        dynamic(
          Type.String({ title: 'Valid at', description: 'Day or time; left out: when the run started.' }),
        ),
      ),
      reverse: Type.Optional(
        Type.Boolean({
          title: 'In reverse',
          description: 'Finds the key by the value: from ours to the partner’s.',
        }),
      ),
      onMiss: Type.Optional({
        ...LookupMissRule,
        title: 'When nothing is found',
        description: 'Left out: as the table says.',
      }),
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'found' }],
  defaults: { table: 'units', key: '=unit' },
});
