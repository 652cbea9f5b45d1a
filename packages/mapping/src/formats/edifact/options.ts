import { Type } from 'typebox';
import type { Static } from 'typebox';

import { encodings } from '../decoding.ts';
import { namingOptions } from '../edi/options.ts';
import { edifactEnvelopeOption } from './enclose.ts';

export const edifactParseOptions = Type.Object(
  {
    ...namingOptions,
    encoding: Type.Optional(
      Type.Enum(['declared', ...encodings], {
        title: 'Character set',
        description:
          '"declared" takes the one that the interchange header names (UNOC, UNOY …); "auto" reads UTF-8, and Windows-1252 when the bytes are not UTF-8.',
        default: 'declared',
      }),
    ),
  },
  { additionalProperties: false },
);
export type EdifactParseOptions = Static<typeof edifactParseOptions>;

export const edifactSerializeOptions = Type.Object(
  {
    envelope: Type.Optional(edifactEnvelopeOption),
    lineBreaks: Type.Optional(
      Type.Enum(['asGiven', 'none', 'lf', 'crlf'], {
        title: 'Line breaks',
        description: 'What follows each segment; "asGiven" takes what the document\'s delimiters say.',
        default: 'asGiven',
      }),
    ),
    announceDelimiters: Type.Optional(
      Type.Enum(['asGiven', 'always', 'whenNeeded'], {
        title: 'UNA segment',
        description:
          'Whether the interchange begins with UNA; "whenNeeded" writes it for delimiters other than the usual ones.',
        default: 'asGiven',
      }),
    ),
    replaceCharacters: Type.Optional(
      Type.String({
        title: 'Replace characters',
        description:
          'Text written for characters that the character set of the interchange does not have. Left out: such a character is an error.',
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
export type EdifactSerializeOptions = Static<typeof edifactSerializeOptions>;
