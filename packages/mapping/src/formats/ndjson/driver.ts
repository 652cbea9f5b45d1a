import { Type } from 'typebox';

import { defineFormat } from '../contract.ts';
import { encodings, TextDecoding } from '../decoding.ts';
import { writeJson } from '../json/write.ts';
import { DocumentError } from '../position.ts';
import { decodedRecords, recordsOf } from '../text-records.ts';
import { looksLikeNdjson, NdjsonReader } from './reader.ts';

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

const serializeOptions = Type.Object({}, { additionalProperties: false });

/** JSON values, each on a line of its own (also called JSON Lines); blank lines mean nothing. */
export const ndjsonFormat = defineFormat({
  title: 'NDJSON',
  parseOptions,
  serializeOptions,
  contentTypes: ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/json-lines'],
  recognises: looksLikeNdjson,
  parse: (input, { options, limits }) =>
    recordsOf(input.text(options.encoding), new NdjsonReader(limits, 'document')),
  serialize(document, { limits }) {
    if (!Array.isArray(document)) {
      throw new DocumentError('json.notList', 'an NDJSON document is a list of records');
    }
    const items = { left: limits.maxItems };
    return document.map((record) => line(writeJson(record, limits, { items }))).join('');
  },
  recordReader: ({ options, limits, report }) =>
    decodedRecords(new TextDecoding(options.encoding ?? 'utf-8', report), new NdjsonReader(limits, 'record')),
  recordWriter: ({ limits }) => ({
    write: (record) => line(writeJson(record, limits)),
    finish: () => '',
  }),
});

function line(json: string): string {
  return `${json}\n`;
}
