import { Type } from 'typebox';
import type { Static } from 'typebox';

import { encodings } from '../decoding.ts';
import { namingOptions } from '../edi/options.ts';
import { x12EnvelopeOption } from './enclose.ts';

export const x12ParseOptions = Type.Object(
  {
    ...namingOptions,
    encoding: Type.Optional(
      Type.Enum([...encodings], {
        title: 'Character set',
        description: '"auto" reads UTF-8, and Windows-1252 when the bytes are not UTF-8.',
        default: 'auto',
      }),
    ),
  },
  { additionalProperties: false },
);
export type X12ParseOptions = Static<typeof x12ParseOptions>;

export const x12SerializeOptions = Type.Object(
  {
    envelope: Type.Optional(x12EnvelopeOption),
    lineBreaks: Type.Optional(
      Type.Enum(['asGiven', 'none', 'lf', 'crlf'], {
        title: 'Line breaks',
        description: 'What follows each segment; "asGiven" takes what the document\'s delimiters say.',
        default: 'asGiven',
      }),
    ),
    replaceDelimiters: Type.Optional(
      Type.String({
        title: 'Replace delimiters in data',
        description:
          'Text written in place of a delimiter that stands in a value. Left out: such a value is an error.',
        maxLength: 1,
      }),
    ),
    timestamp: Type.Optional(
      Type.String({
        title: 'Date and time',
        description: 'For envelopes that have none of their own (ISO 8601, read as UTC). Left out: now.',
        format: 'date-time',
      }),
    ),
  },
  { additionalProperties: false },
);
export type X12SerializeOptions = Static<typeof x12SerializeOptions>;
