import { documentFormats } from '../../formats/registry.ts';

const object = { type: 'object' } as const;

/** JSON Schema of a case file: what is misspelt in one would otherwise be a test of something else. */
export const caseSchema = {
  type: 'object',
  required: ['input'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1 },
    // A document may be named as a file: then the format has to be one that there is.
    input: {
      if: { type: 'object', required: ['format', 'file'] },
      then: {
        additionalProperties: false,
        properties: { format: { enum: [...documentFormats] }, file: { type: 'string' }, options: object },
      },
    },
    bindings: object,
    expected: true,
    tolerances: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path'],
        additionalProperties: false,
        properties: {
          path: { type: 'string' },
          ignore: { type: 'boolean' },
          number: { type: 'number', minimum: 0 },
        },
      },
    },
    clock: { type: ['string', 'number'] },
    output: {
      type: 'object',
      required: ['format'],
      additionalProperties: false,
      properties: { format: { enum: [...documentFormats] }, options: object },
    },
  },
};
