import { Type } from 'typebox';
import type { Static } from 'typebox';

import { defineFormat } from '../contract.ts';
import type { ParseContext } from '../contract.ts';
import { jsonDecoding, jsonText, textOptions } from '../json/options.ts';
import { writeJson } from '../json/write.ts';
import { DocumentError } from '../position.ts';
import { decodedRecords, recordsOf } from '../text-records.ts';
import { looksLikeNdjson, NdjsonReader } from './reader.ts';

const parseOptions = Type.Object(textOptions, { additionalProperties: false });

const serializeOptions = Type.Object({}, { additionalProperties: false });

/** JSON values, each on a line of its own (also called JSON Lines); blank lines mean nothing. */
export const ndjsonFormat = defineFormat({
  title: 'NDJSON',
  parseOptions,
  serializeOptions,
  contentTypes: ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/json-lines'],
  recognises: looksLikeNdjson,
  parse: (input, context) =>
    recordsOf(jsonText(input, context.options.encoding), reader(context, 'document')),
  serialize(document, { limits }) {
    if (!Array.isArray(document)) {
      throw new DocumentError('json.notList', 'an NDJSON document is a list of records');
    }
    const items = { left: limits.maxItems };
    return document.map((record) => line(writeJson(record, limits, { items }))).join('');
  },
  recordReader: (context) =>
    decodedRecords(jsonDecoding(context.options.encoding, context.report), reader(context, 'record')),
  recordWriter: ({ limits }) => ({
    write: (record) => line(writeJson(record, limits)),
    finish: () => '',
  }),
});

type NdjsonContext = ParseContext<Static<typeof parseOptions>>;

function reader({ options, limits, report }: NdjsonContext, scope: 'document' | 'record'): NdjsonReader {
  return new NdjsonReader({ limits, report, exactNumbers: options.exactNumbers === true }, scope);
}

function line(json: string): string {
  return `${json}\n`;
}
