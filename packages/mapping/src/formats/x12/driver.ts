import { defineFormat } from '../contract.ts';
import { TextDecoding } from '../decoding.ts';
import { decodedRecords } from '../text-records.ts';
import { enclose } from './enclose.ts';
import { x12ParseOptions, x12SerializeOptions } from './options.ts';
import { parseX12, X12TransactionReader } from './parse.ts';
import { writeX12, x12RecordWriter } from './write.ts';

/** EDI after ANSI ASC X12: any version's envelopes and segments, and named data where there is a guide. */
export const x12Format = defineFormat({
  title: 'EDI X12',
  parseOptions: x12ParseOptions,
  serializeOptions: x12SerializeOptions,
  contentTypes: ['application/edi-x12', 'application/x12', 'text/x12'],
  recognises: (beginning) => /^ISA[^A-Za-z0-9 \r\n]/.test(beginning),
  parse: (input, context) => parseX12(input.text(context.options.encoding ?? 'auto'), context),
  serialize: (document, context) => writeX12(enclose(document, context.options.envelope), context),
  recordReader: (context) => {
    const decoding = new TextDecoding(context.options.encoding ?? 'auto', context.report);
    return decodedRecords(decoding, new X12TransactionReader(context));
  },
  recordWriter: x12RecordWriter,
});
