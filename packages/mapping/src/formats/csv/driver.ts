import { defineFormat } from '../contract.ts';
import { TextDecoding } from '../decoding.ts';
import { decodedRecords, recordsOf } from '../text-records.ts';
import { detectDelimiter, firstFieldCounts, separatorLine } from './delimiter.ts';
import { csvParseOptions, csvSerializeOptions } from './options.ts';
import { CsvReader } from './reader.ts';
import { newlineOf } from './rows.ts';
import { CsvWriter, serializeCsv } from './writer.ts';

/** CSV and its kin with other delimiters, TSV among them. Fields stay text unless a column's type is given. */
export const csvFormat = defineFormat({
  title: 'CSV',
  parseOptions: csvParseOptions,
  serializeOptions: csvSerializeOptions,
  contentTypes: ['text/csv', 'application/csv', 'text/tab-separated-values'],
  recognises: looksTabular,
  parse: (input, context) =>
    recordsOf(input.text(context.options.encoding ?? 'auto'), new CsvReader(context, 'document')),
  serialize: serializeCsv,
  recordReader: (context) =>
    decodedRecords(
      new TextDecoding(context.options.encoding ?? 'auto', context.report),
      new CsvReader(context, 'record'),
    ),
  recordWriter: (context) => new CsvWriter(context),
});

/** No markup, and two rows or more with the same number of fields, at least two. */
function looksTabular(beginning: string): boolean {
  if (beginning.startsWith('<')) return false;
  if (separatorLine(beginning) !== undefined) return true;
  const syntax = { quote: '"', escape: 'doubled', newline: newlineOf(beginning) } as const;
  const delimiter = detectDelimiter(beginning, syntax);
  const [header, ...others] = firstFieldCounts(beginning, { ...syntax, delimiter }, 3);
  return header !== undefined && header > 1 && others.length > 0 && others.every((count) => count === header);
}
