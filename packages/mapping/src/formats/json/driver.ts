import { Type } from 'typebox';

import { defineFormat } from '../contract.ts';
import { encodings, TextDecoding } from '../decoding.ts';
import { decodedRecords, recordsOf } from '../text-records.ts';
import { readJson } from './read.ts';
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
        description: 'Refuses a document that has nothing where the records should be.',
        default: false,
      }),
    ),
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
  parse(input, { options, limits, report }) {
    const text = input.text(options.encoding);
    if (options.records === undefined) return readJson(text, limits).value;
    return recordsOf(
      text,
      new JsonRecordReader({ path: pathOf(options), limits, report, scope: 'document' }),
    );
  },
  serialize: (document, { options, limits }) =>
    writeJson(document, limits, options.indent === undefined ? {} : { indent: options.indent }),
  recordReader: ({ options, limits, report }) =>
    decodedRecords(
      new TextDecoding(options.encoding ?? 'utf-8', report),
      new JsonRecordReader({ path: pathOf(options), limits, report, scope: 'record' }),
    ),
  recordWriter: ({ options, limits }) => new JsonListWriter(options.indent ?? 0, limits),
});

function pathOf({ records }: { records?: string }): readonly string[] {
  return records === undefined ? [] : records.split('.');
}
