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
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'document' }],
  defaults: { format: 'x12', source: '=body' },
});
