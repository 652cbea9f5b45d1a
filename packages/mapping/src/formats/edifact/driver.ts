import { defineFormat } from '../contract.ts';
import { TextDecoding } from '../decoding.ts';
import type { Encoding } from '../decoding.ts';
import { decodedRecords } from '../text-records.ts';
import { declaredEncoding } from './charsets.ts';
import { enclose } from './enclose.ts';
import { edifactParseOptions, edifactSerializeOptions } from './options.ts';
import type { EdifactParseOptions } from './options.ts';
import { EdifactMessageReader, parseEdifact } from './parse.ts';
import { edifactRecordWriter, writeEdifact } from './write.ts';

/** EDI after UN/EDIFACT: any version's envelopes and segments, and named data where there is a guide. */
export const edifactFormat = defineFormat({
  title: 'EDI EDIFACT',
  parseOptions: edifactParseOptions,
  serializeOptions: edifactSerializeOptions,
  contentTypes: ['application/edifact', 'application/x-edifact', 'text/edifact'],
  recognises: (beginning) => /^(?:UNA[^A-Za-z0-9]{3}|UNB[^A-Za-z0-9\s]UNO[A-Z])/.test(beginning),
  parse: (input, context) => parseEdifact(input.text(...encodingOf(context.options)), context),
  serialize: (document, context) => writeEdifact(enclose(document, context.options.envelope), context),
  recordReader: (context) => {
    const [encoding, declared] = encodingOf(context.options);
    const decoding = new TextDecoding(encoding, context.report, declared);
    return decodedRecords(decoding, new EdifactMessageReader(context));
  },
  recordWriter: edifactRecordWriter,
});

function encodingOf({
  encoding = 'declared',
}: EdifactParseOptions): [Encoding, ((beginning: string) => Encoding | undefined) | undefined] {
  return encoding === 'declared' ? ['auto', declaredEncoding] : [encoding, undefined];
}
