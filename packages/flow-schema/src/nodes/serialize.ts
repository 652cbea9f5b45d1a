import Type from 'typebox';
import { documentFormats } from '../document-formats.ts';
import { dynamic, mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const serialize = defineKind({
  group: 'document',
  label: 'Serialize',
  summary: 'Writes data as a document (EDI, XML, CSV, JSON and others), to be sent or stored.',
  icon: 'FileExport',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      format: Type.Enum([...documentFormats], { title: 'Format' }),
      source: dynamic(
        Type.Unknown({ title: 'Data', description: 'What is written, usually =$, the input of this step.' }),
      ),
      options: Type.Optional(
        dynamic(
          Type.Record(Type.String(), Type.Unknown(), {
            title: 'Options',
            'x-options-of': 'format',
            'x-options-for': 'serialize',
          }),
        ),
      ),
      controlNumbers: Type.Optional(
        Type.Enum(['asGiven', 'assigned'], {
          title: 'Control numbers',
          description:
            'X12 and EDIFACT: "assigned" gives interchanges and groups that have none the next ones for the partner, and keeps them as sent.',
          default: 'asGiven',
        }),
      ),
      acknowledgedWithinMinutes: Type.Optional(
        Type.Integer({
          title: 'Acknowledged within (minutes)',
          description:
            'With assigned numbers: when the partner’s acknowledgement is overdue. Left out: none is waited for.',
          minimum: 1,
          maximum: 525_600,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'content' }],
  defaults: { format: 'json', source: '=$' },
});
