import { defineFormat } from '../contract.ts';
import type { ParseContext } from '../contract.ts';
import { TextDecoding } from '../decoding.ts';
import type { Encoding } from '../decoding.ts';
import { decodedRecords, recordsOf } from '../text-records.ts';
import { declaredEncoding } from './declared-encoding.ts';
import { xmlParseOptions, xmlSerializeOptions } from './options.ts';
import type { XmlParseOptions } from './options.ts';
import { XmlReader } from './reader.ts';
import { serializeXml, XmlListWriter } from './writer.ts';

/** The children of the root, whatever their names. */
const childrenOfRoot = '*/*';

/** XML, as the elements are or under the names of a profile. */
export const xmlFormat = defineFormat({
  title: 'XML',
  parseOptions: xmlParseOptions,
  serializeOptions: xmlSerializeOptions,
  contentTypes: ['application/xml', 'text/xml', '+xml'],
  recognises: (beginning) => /^<(?!html|!doctype\s+html)(?:\?xml\s|!doctype\s|!--|[a-z_])/i.test(beginning),
  parse(input, context) {
    const { encoding, declared } = encodingOf(context.options);
    return parseXml(input.text(encoding, declared), context);
  },
  serialize: serializeXml,
  recordReader(context) {
    const { encoding, declared } = encodingOf(context.options);
    const records = context.options.records ?? childrenOfRoot;
    return decodedRecords(
      new TextDecoding(encoding, context.report, declared),
      new XmlReader({ ...context, records, scope: 'record' }),
    );
  },
  recordWriter: (context) => new XmlListWriter(context),
});

function parseXml(text: string, context: ParseContext<XmlParseOptions>): unknown {
  const { records } = context.options;
  const reader = new XmlReader({ ...context, records: records ?? '*', scope: 'document' });
  const found = recordsOf(text, reader);
  return records === undefined ? Object.fromEntries([[reader.rootName, found[0]]]) : found;
}

/** What the options ask for counts; what the document declares, where they ask for nothing. */
function encodingOf({ encoding = 'auto' }: XmlParseOptions): {
  encoding: Encoding;
  declared?: typeof declaredEncoding;
} {
  return encoding === 'auto' ? { encoding, declared: declaredEncoding } : { encoding };
}
