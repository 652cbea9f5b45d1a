import { Type } from 'typebox';
import type { Static } from 'typebox';

import { datePatternSyntax } from '../date-pattern.ts';
import { encodings } from '../decoding.ts';
import { writtenEncodings } from '../encoding.ts';

const closed = { additionalProperties: false } as const;

const position = (title: string, description: string) =>
  Type.Integer({ title, description, minimum: 1, maximum: 100_000 });

const field = Type.Object(
  {
    name: Type.String({ title: 'Name', description: 'Of the field in the record.', minLength: 1 }),
    at: position('Position', 'Where the field begins; the first character of a line is 1.'),
    length: position('Length', 'Characters that the field takes.'),
    type: Type.Optional(
      Type.Enum(['text', 'number', 'decimal', 'integer', 'date', 'boolean'], {
        title: 'Type',
        description:
          'A "decimal" is a number kept as text to its last digit; a "date" becomes 2026-11-04, a "boolean" yes or no.',
        default: 'text',
      }),
    ),
    decimals: Type.Optional(
      Type.Integer({
        title: 'Decimals',
        description: 'Digits of the fraction that are written, of numbers and decimals.',
        minimum: 0,
        maximum: 18,
      }),
    ),
    implied: Type.Optional(
      Type.Boolean({
        title: 'Implied decimals',
        description: 'The last digits are the fraction, without a point: 0001250 is 12.50 with two decimals.',
        default: false,
      }),
    ),
    datePattern: Type.Optional(
      Type.String({
        title: 'Date pattern',
        description: 'How dates are written, such as "yyyyMMdd" or "dd.MM.yy HH:mm". All zeros are no date.',
        pattern: datePatternSyntax,
        default: 'yyyyMMdd',
      }),
    ),
    yes: Type.Optional(
      Type.String({ title: 'Yes', description: 'How a boolean writes yes.', minLength: 1, default: 'Y' }),
    ),
    no: Type.Optional(
      Type.String({ title: 'No', description: 'How a boolean writes no.', minLength: 1, default: 'N' }),
    ),
    align: Type.Optional(
      Type.Enum(['left', 'right'], {
        title: 'Alignment',
        description: 'Where the value stands in its field. Numbers stand right unless told otherwise.',
      }),
    ),
    pad: Type.Optional(
      Type.String({
        title: 'Padding',
        description: 'Fills the rest of the field: a blank, or 0 for numbers with implied decimals.',
        minLength: 1,
        maxLength: 1,
      }),
    ),
    trim: Type.Optional(
      Type.Boolean({
        title: 'Remove padding',
        description: 'Takes the padding of texts away when reading.',
        default: true,
      }),
    ),
  },
  closed,
);
export type FieldOptions = Static<typeof field>;

const recordType = Type.Object(
  {
    name: Type.String({ title: 'Name', description: 'Of the record type, such as "H".', minLength: 1 }),
    when: Type.Optional(
      Type.Object(
        {
          at: position('Position', 'Where the value begins that tells this type.'),
          length: Type.Optional(position('Length', 'Characters compared; those of the value if left out.')),
          equals: Type.String({ title: 'Value', description: 'What stands there.', minLength: 1 }),
        },
        {
          ...closed,
          title: 'Told by',
          description: 'What tells this type. One type may have none: it is taken where no other fits.',
        },
      ),
    ),
    children: Type.Optional(
      Type.Array(Type.String(), {
        title: 'Lines below',
        description: 'Names of the record types that follow this one and belong to it.',
      }),
    ),
    list: Type.Optional(
      Type.String({
        title: 'Name of the list',
        description: 'What the list of these records is called in the record above; their type if left out.',
        minLength: 1,
      }),
    ),
    fields: Type.Array(field, { title: 'Fields', minItems: 1, maxItems: 2_000 }),
  },
  closed,
);
export type RecordTypeOptions = Static<typeof recordType>;

const shared = {
  layout: Type.Optional(
    Type.Array(recordType, {
      title: 'Layout',
      description:
        'Record types and their fields. With one type, records are its fields; with several, "record" names the type. Without a layout, records are the lines as text.',
      minItems: 1,
      maxItems: 200,
    }),
  ),
  recordLength: Type.Optional(
    Type.Integer({
      title: 'Record length',
      description: 'Characters of every record, without its line end. Left out: as far as its fields go.',
      minimum: 1,
      maximum: 100_000,
    }),
  ),
};

export const fixedParseOptions = Type.Object(
  {
    ...shared,
    lineEnd: Type.Optional(
      Type.Enum(['auto', 'crlf', 'lf', 'none'], {
        title: 'Line end',
        description: 'What ends each record; "none" cuts by the record length. Else LF and CRLF are taken.',
        default: 'auto',
      }),
    ),
    unknownRecords: Type.Optional(
      Type.Enum(['refuse', 'skip'], {
        title: 'Lines of no known type',
        description: 'Refuses the document, or leaves such lines out with a warning.',
        default: 'refuse',
      }),
    ),
    encoding: Type.Optional(
      Type.Enum([...encodings], {
        title: 'Character set',
        description: '"auto" reads UTF-8, and Windows-1252 when the bytes are not UTF-8.',
        default: 'auto',
      }),
    ),
    strict: Type.Optional(
      Type.Boolean({
        title: 'Strict',
        description: 'Refuses lines that are too short or too long, and values that are not of their type.',
        default: false,
      }),
    ),
  },
  closed,
);
export type FixedParseOptions = Static<typeof fixedParseOptions>;

export const fixedSerializeOptions = Type.Object(
  {
    ...shared,
    lineEnd: Type.Optional(
      Type.Enum(['crlf', 'lf', 'none'], {
        title: 'Line end',
        description: 'What ends each record.',
        default: 'crlf',
      }),
    ),
    encoding: Type.Optional(
      Type.Enum([...writtenEncodings], {
        title: 'Character set',
        description: 'Of the file. Other than UTF-8, the result is bytes.',
        default: 'utf-8',
      }),
    ),
  },
  closed,
);
export type FixedSerializeOptions = Static<typeof fixedSerializeOptions>;
