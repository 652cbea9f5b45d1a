import Type from 'typebox';
import { documentFormats } from '../document-formats.ts';
import { dynamic, mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const parse = defineKind({
  group: 'document',
  label: 'Parse',
  summary: 'Reads a document (EDI, XML, CSV, JSON and others) into data that can be mapped.',
  icon: 'FileImport',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      format: Type.Enum([...documentFormats], { title: 'Format' }),
      source: dynamic(
        Type.String({ minLength: 1, title: 'Document', description: 'Where the text is, usually =body.' }),
      ),
      options: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          title: 'Options',
          'x-options-of': 'format',
          'x-options-for': 'parse',
        }),
      ),
      trackInterchanges: Type.Optional(
        Type.Boolean({
          title: 'Keep track of interchanges',
          description:
            'X12 and EDIFACT: knows what came before, sees gaps in control numbers (interchanges[].sequence), and takes acknowledgements as answers to what was sent.',
        }),
      ),
      onDuplicate: Type.Optional(
        Type.Enum(['fail', 'flag'], {
          title: 'When an interchange came before',
          description:
            '"fail" is a business exception (edi.duplicate), "flag" only says so in interchanges[].sequence.',
          default: 'fail',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'document' }],
  defaults: { format: 'x12', source: '=body' },
});
