import { defineFormat } from '../contract.ts';
import { TextDecoding } from '../decoding.ts';
import { decodedRecords, recordsOf } from '../text-records.ts';
import { fixedParseOptions, fixedSerializeOptions } from './options.ts';
import { FixedReader } from './reader.ts';
import { FixedWriter, serializeFixed } from './writer.ts';

/** Records whose fields stand at fixed positions, as host systems write them. */
export const fixedFormat = defineFormat({
  title: 'Fixed width',
  parseOptions: fixedParseOptions,
  serializeOptions: fixedSerializeOptions,
  contentTypes: ['text/x-fixed-width', 'application/x-fixed-width'],
  recognises: looksFixed,
  parse: (input, context) =>
    recordsOf(input.text(context.options.encoding ?? 'auto'), new FixedReader(context, 'document')),
  serialize: serializeFixed,
  recordReader: (context) =>
    decodedRecords(
      new TextDecoding(context.options.encoding ?? 'auto', context.report),
      new FixedReader(context, 'record'),
    ),
  recordWriter: (context) => new FixedWriter(context, 'record'),
});

/** Three lines or more, all equally long, with columns: wrapped texts and base64 have no runs of blanks. */
function looksFixed(beginning: string): boolean {
  if (/^[<{[]/.test(beginning)) return false;
  const [first = '', ...others] = beginning.split(/\r?\n/).slice(0, -1);
  return first.length >= 20 && others.length >= 2 && [first, ...others].every((line) => isAlike(line, first));
}

function isAlike(line: string, first: string): boolean {
  return line.length === first.length && line.includes('  ');
}
