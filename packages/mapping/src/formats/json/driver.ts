import { Type } from 'typebox';
import type { Static } from 'typebox';

import { defineFormat } from '../contract.ts';
import type { ParseContext } from '../contract.ts';
import { decodedRecords, recordsOf } from '../text-records.ts';
import { jsonDecoding, jsonText, textOptions } from './options.ts';
import { readJson } from './read.ts';
import type { JsonReading } from './read.ts';
import { JsonRecordReader } from './record-reader.ts';
import { JsonListWriter } from './record-writer.ts';
import { writeJson } from './write.ts';

const parseOptions = Type.Object(
  {
    records: Type.Optional(
      Type.String({
        title: 'Records',
        description:
          'Names that lead to the list whose elements are wanted, such as "result.orders"; lists on the way are entered. Left out: the whole document, or the elements of its list where it is read record by record.',
        minLength: 1,
      }),
    ),
    strict: Type.Optional(
      Type.Boolean({
        title: 'Strict',
        description:
          'Refuses a document that has nothing where the records should be, or numbers that would lose digits.',
        default: false,
      }),
    ),
    ...textOptions,
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
 * JSON. A field called `__proto__` stays a field of its own, as the sender wrote it; of fields of the same name the
 * last one counts. Numbers become double-precision numbers, or text (`exactNumbers`) where that would lose digits.
 */
export const jsonFormat = defineFormat({
  title: 'JSON',
  parseOptions,
  serializeOptions,
  contentTypes: ['application/json', 'text/json', '+json'],
  recognises: (beginning) => beginning.startsWith('{') || beginning.startsWith('['),
  parse(input, context) {
    const text = jsonText(input, context.options.encoding);
    if (context.options.records === undefined) return readJson(text, readingOf(context)).value;
    return recordsOf(text, recordReader(context, 'document'));
  },
  serialize: (document, { options, limits }) =>
    writeJson(document, limits, options.indent === undefined ? {} : { indent: options.indent }),
  recordReader: (context) =>
    decodedRecords(jsonDecoding(context.options.encoding, context.report), recordReader(context, 'record')),
  recordWriter: ({ options, limits }) => new JsonListWriter(options.indent ?? 0, limits),
});

type JsonContext = ParseContext<Static<typeof parseOptions>>;

function recordReader(context: JsonContext, scope: 'document' | 'record'): JsonRecordReader {
  const path = context.options.records?.split('.') ?? [];
  return new JsonRecordReader({ ...readingOf(context), path, scope });
}

function readingOf({ options, limits, report }: JsonContext): JsonReading {
  return { limits, report, exactNumbers: options.exactNumbers === true };
}
