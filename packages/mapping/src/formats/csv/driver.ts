import { defineFormat } from '../contract.ts';
import { csvParseOptions, csvSerializeOptions } from './options.ts';
import { parseCsv } from './parse.ts';
import { csvRows } from './rows.ts';
import { serializeCsv } from './serialize.ts';
import { detectDelimiter } from './delimiter.ts';

/** CSV and its kin with other delimiters, TSV among them. Fields stay text unless a column's type is given. */
export const csvFormat = defineFormat({
  title: 'CSV',
  parseOptions: csvParseOptions,
  serializeOptions: csvSerializeOptions,
  contentTypes: ['text/csv', 'application/csv', 'text/tab-separated-values'],
  recognises: looksTabular,
  parse: (input, context) => parseCsv(input.text(context.options.encoding ?? 'auto'), context),
  serialize: serializeCsv,
});

/** No markup, and two rows or more with the same number of fields, at least two. */
function looksTabular(beginning: string): boolean {
  if (beginning.startsWith('<')) return false;
  const [header, ...others] = firstFieldCounts(beginning);
  return header !== undefined && header > 1 && others.length > 0 && others.every((count) => count === header);
}

function firstFieldCounts(beginning: string): number[] {
  const counts: number[] = [];
  try {
    for (const row of csvRows(beginning, { delimiter: detectDelimiter(beginning, '"'), quote: '"' })) {
      counts.push(row.fields.length);
      if (counts.length === 3) break;
    }
  } catch {
    return [];
  }
  return counts;
}
