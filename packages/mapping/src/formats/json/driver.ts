import { Type } from 'typebox';

import { defineFormat } from '../contract.ts';
import { encodings } from '../decoding.ts';
import { readJson } from './read.ts';
import { writeJson } from './write.ts';

const parseOptions = Type.Object(
  {
    encoding: Type.Optional(
      Type.Enum([...encodings], {
        title: 'Character set',
        description: 'JSON is UTF-8 unless its sender says otherwise.',
        default: 'utf-8',
      }),
    ),
  },
  { additionalProperties: false },
);

const serializeOptions = Type.Object(
  {
    indent: Type.Optional(
      Type.Integer({
        title: 'Indentation',
        description: 'Spaces per level; 0 writes everything on one line.',
        minimum: 0,
        maximum: 10,
        default: 0,
      }),
    ),
  },
  { additionalProperties: false },
);

/**
 * JSON. A field called `__proto__` stays a field of its own, as the sender wrote it. Numbers become
 * double-precision numbers.
 */
export const jsonFormat = defineFormat({
  title: 'JSON',
  parseOptions,
  serializeOptions,
  contentTypes: ['application/json', 'text/json', '+json'],
  recognises: (beginning) => beginning.startsWith('{') || beginning.startsWith('['),
  parse: (input, { options, limits }) => readJson(input.text(options.encoding), limits).value,
  serialize: (document, { options, limits }) =>
    writeJson(document, limits, options.indent === undefined ? {} : { indent: options.indent }),
});
