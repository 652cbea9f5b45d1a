import Type from 'typebox';
import { Desk, dynamic } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const fail = defineKind({
  group: 'control',
  label: 'Raise exception',
  summary: 'Stops with a business exception that a desk takes care of.',
  icon: 'AlertOctagon',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      code: Type.String({
        pattern: '^[a-z][a-z0-9_]{0,59}$',
        'x-pattern-in-words': 'a small letter, then small letters, digits or _, 60 characters at most',
        title: 'Code',
        description: 'For example credit_hold.',
      }),
      message: dynamic(
        Type.String({ minLength: 1, title: 'Message', description: 'What a person should read.' }),
      ),
      desk: Type.Optional(Desk),
    },
    { additionalProperties: false },
  ),
  ports: () => [],
  defaults: { code: 'business_rule', message: 'This message can’t be processed.' },
});
