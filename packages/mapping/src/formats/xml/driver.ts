import { defineFormat } from '../contract.ts';
import type { ParseContext } from '../contract.ts';
import { TextDecoding } from '../decoding.ts';
import type { Encoding } from '../decoding.ts';
import { DocumentError } from '../position.ts';
import { findList } from '../profiles/compile.ts';
import { profiles } from '../profiles/profiles.ts';
import { ProfileListReader, ProfileReader } from '../profiles/read.ts';
import { writeProfile } from '../profiles/write.ts';
import { decodedRecords, recordsOf } from '../text-records.ts';
import type { TextRecordReader } from '../text-records.ts';
import { explainTruncation } from './bare-ampersand.ts';
import { declaredEncoding } from './declared-encoding.ts';
import { xmlParseOptions, xmlSerializeOptions } from './options.ts';
import type { XmlParseOptions } from './options.ts';
import { XmlReader } from './reader.ts';
import type { XmlReaderSettings } from './reader.ts';
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
    const text = input.text(encoding, declared);
    try {
      return readDocument(text, context);
    } catch (error) {
      throw explainTruncation(text, error);
    }
  },
  serialize(document, context) {
    const { profile, ...options } = context.options;
    if (profile === undefined) return serializeXml(document, context);
    const { doctype } = profiles[profile];
    const data = writeProfile(profiles[profile], document, context.limits);
    return serializeXml(data, { ...context, options: { ...(doctype && { doctype }), ...options } });
  },
  recordReader(context) {
    const { encoding, declared } = encodingOf(context.options);
    const decoding = new TextDecoding(encoding, context.report, declared);
    return decodedRecords(decoding, recordReader(context, 'record'));
  },
  recordWriter: (context) => new XmlListWriter(context),
});

type XmlContext = ParseContext<XmlParseOptions>;

function readDocument(text: string, context: XmlContext): unknown {
  const { profile, records } = context.options;
  if (records !== undefined) return recordsOf(text, recordReader(context, 'document'));
  const reader = new XmlReader(settings(context, '*', 'document'));
  const [element] = recordsOf(text, reader);
  if (profile === undefined) return Object.fromEntries([[reader.rootName, element]]);
  return new ProfileReader(profiles[profile], context.report).document(reader.rootName, element);
}

function recordReader(context: XmlContext, scope: 'document' | 'record'): TextRecordReader {
  const { profile, records = childrenOfRoot } = context.options;
  if (profile === undefined) return new XmlReader(settings(context, records, scope));
  const list = findList(profiles[profile], records);
  if (list === undefined) {
    const reason = `the profile ${profile} has no list called "${records}"`;
    throw new DocumentError('options.invalid', reason, {}, 'option records');
  }
  const elements = new XmlReader(settings(context, list.path, scope));
  return new ProfileListReader(list, elements, new ProfileReader(profiles[profile], context.report));
}

/** With a profile, names are those that it has for the namespaces. */
function settings(context: XmlContext, records: string, scope: 'document' | 'record'): XmlReaderSettings {
  const { profile } = context.options;
  const prefixes = profile === undefined ? {} : profiles[profile].prefixes;
  const options =
    Object.keys(prefixes).length === 0
      ? context.options
      : { ...context.options, namespaces: 'map' as const, prefixes };
  return { ...context, options, records, scope };
}

/** What the options ask for counts; what the document declares, where they ask for nothing. */
function encodingOf({ encoding = 'auto' }: XmlParseOptions): {
  encoding: Encoding;
  declared?: typeof declaredEncoding;
} {
  return encoding === 'auto' ? { encoding, declared: declaredEncoding } : { encoding };
}
