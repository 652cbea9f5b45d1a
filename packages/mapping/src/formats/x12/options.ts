import { Type } from 'typebox';
import type { Static } from 'typebox';

import { encodings } from '../decoding.ts';

export const x12ParseOptions = Type.Object(
  {
    strict: Type.Optional(
      Type.Boolean({
        title: 'Strict',
        description:
          'Refuses documents with wrong counts or control numbers, unknown segments, or values that are not of their type; else these are warnings.',
        default: false,
      }),
    ),
    named: Type.Optional(
      Type.Boolean({
        title: 'Named loops and elements',
        description: 'Adds the data of each transaction under names, where there is a guide for its type.',
        default: true,
      }),
    ),
    codeMeanings: Type.Optional(
      Type.Boolean({
        title: 'Meanings of codes',
        description: 'Adds what a code means beside it, such as roleMeaning "Ship to" beside role "ST".',
        default: true,
      }),
    ),
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
