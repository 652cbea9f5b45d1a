import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { readRecords } from '../record-stream.ts';
import { sampleDocuments } from '../samples.ts';
import { compileShape } from './compile.ts';
import type { CompiledShape } from './compile.ts';
import { profileNames } from './names.ts';
import { profiles } from './profiles.ts';

const samples = sampleDocuments.filter(({ options }) => options?.['profile'] !== undefined);

test('every profile has a sample', () => {
  expect(new Set(samples.map(({ options }) => options?.['profile']))).toEqual(new Set(profileNames));
});

describe.each(samples.map((sample) => [sample.name, sample] as const))('%s', (_name, sample) => {
  test('is written element for element as it was', () => {
    const { document } = parseDocument('xml', sample.content, sample.options);
    const written = serializeDocument('xml', document, sample.options).content;
    const plain = (text: string) => withoutIgnored(parseDocument('xml', text).document);
    expect(JSON.stringify(plain(written))).toBe(JSON.stringify(plain(sample.content)));
  });

  test('is read whatever prefixes its sender chose', () => {
    const other = sample.content
      .replaceAll('cbc:', 'b:')
      .replaceAll('xmlns:cbc', 'xmlns:b')
      .replaceAll(/<(\/?)cac:(\w+)/g, '<$1$2')
      .replaceAll(/<(\/?)(Order|OrderResponse|DespatchAdvice|Invoice|CreditNote)(?=[ >])/g, '<$1r:$2')
      .replace('xmlns=', 'xmlns:r=')
      .replace('xmlns:cac=', 'xmlns=');
    expect(parseDocument('xml', other, sample.options)).toEqual(
      parseDocument('xml', sample.content, sample.options),
    );
  });

  test('its lines come one by one', async () => {
    const { lines } = parseDocument('xml', sample.content, sample.options).document as { lines: unknown[] };
    const options = { ...sample.options, records: 'lines' };
    const records: unknown[] = [];
    for await (const line of readRecords('xml', sample.content.split(/(?<=>)/), options)) records.push(line);
    expect(records).toEqual(lines);
    expect(parseDocument('xml', sample.content, options).document).toEqual(lines);
  });
});

test('an order in cXML under names of the trade', () => {
  expect(documentOf('cxml-orderrequest')).toMatchObject({
    payloadId: '20261104.0915.48301@procure.meridianhealth.example',
    from: [
      { scheme: 'NetworkId', identity: 'AN01000004711' },
      { scheme: 'DUNS', identity: '069455812' },
    ],
    order: {
      orderId: 'MH-48301',
      total: { currency: 'USD', value: '1143.20' },
      shipTo: {
        address: {
          id: 'MH-WEST',
          name: { language: 'en', value: 'Meridian Health, West Campus' },
          postal: { streets: ['2400 Larkspur Avenue'], stateCode: 'US-OH', country: 'US' },
          phone: { areaCode: '614', number: '555-0186' },
        },
      },
      paymentTerms: [{ days: '30' }],
      extrinsics: [{ name: 'costCenter', value: '4471-FAC' }],
    },
    lines: [
      {
        quantity: '24',
        lineNumber: '1',
        supplierPartId: 'LUM-EXIT-R',
        unitPrice: { value: '38.60', currency: 'USD' },
        descriptions: [{ language: 'en', value: 'Exit sign, LED, red, battery backed' }],
        unit: 'EA',
        classifications: [{ scheme: 'UNSPSC', value: '39111706' }],
      },
      { quantity: '8', supplierPartId: 'RCP-HG-20R' },
    ],
  });
});

test('an order in UBL under names of the trade', () => {
  expect(documentOf('ubl-order')).toMatchObject({
    id: 'FJ-30177',
    issueDate: '2026-11-04',
    currency: 'EUR',
    notes: ['Ring the bell at gate 2.'],
    buyer: {
      supplierAccount: { value: 'FJORDLYS' },
      party: {
        ids: [{ scheme: '0088', value: '7300010000001' }],
        names: ['Fjordlys Installasjon AS'],
        address: { street: 'Kaigaten 14', city: 'Bergen', country: 'NO' },
      },
    },
    totals: { payable: { currency: 'EUR', value: '1087.50' } },
    lines: [
      {
        id: '1',
        quantity: { unit: 'MTR', value: '500' },
        price: { amount: { currency: 'EUR', value: '1.29' } },
        item: { sellersId: { value: 'CBL-3G25-HF' }, standardId: { scheme: '0160', value: '4098765310257' } },
      },
      { id: '2', lineNotes: ['Two separate boxes'] },
    ],
  });
});

function documentOf(profile: string): unknown {
  const sample = samples.find(({ options }) => options?.['profile'] === profile);
  return parseDocument('xml', sample?.content ?? '', sample?.options).document;
}

const order = (inside: string) =>
  `<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">${inside}</Order>`;

describe('what departs from a profile is told', () => {
  test.each([
    [
      'an unknown element',
      '<cbc:ID>1</cbc:ID><cbc:Colour>red</cbc:Colour>',
      'xml.unknown',
      'Order/cbc:Colour: ',
    ],
    ['an element without namespace', '<x xmlns="">1</x>', 'xml.unknown', 'Order/x: '],
    ['text where none belongs', 'hello', 'xml.unknown', 'Order/#text: '],
    ['a repeated element', '<cbc:ID>1</cbc:ID><cbc:ID>2</cbc:ID>', 'xml.repeated', 'Order/cbc:ID: '],
    [
      'a date that is none',
      '<cbc:IssueDate>4.11.2026</cbc:IssueDate>',
      'xml.value',
      '"4.11.2026" is not a date',
    ],
    ['a number that is none', '<cbc:LineCountNumeric>two</cbc:LineCountNumeric>', 'xml.value', '"two"'],
  ])('%s', (_name, inside, code, message) => {
    const options = { profile: 'ubl-order' };
    const { warnings } = parseDocument('xml', order(inside), options);
    expect(warnings).toMatchObject([{ code, message: expect.stringContaining(message) }]);
    expect(() => parseDocument('xml', order(inside), { ...options, strict: true })).toThrow(message);
  });

  test('a document of another type', () => {
    expect(() => parseDocument('xml', order(''), { profile: 'ubl-invoice' })).toThrow(
      'the profile wants Invoice',
    );
  });

  test('a list that it does not have', () => {
    expect(() => parseDocument('xml', order(''), { profile: 'ubl-order', records: 'items' })).toThrow(
      'no list called "items"',
    );
  });
});

describe('writing', () => {
  const notes = Array.from({ length: 10_000 }, () => 'n');
  const write = (data: unknown) =>
    serializeDocument('xml', data, { profile: 'ubl-order', indent: 0 }).content;

  test('brings elements into the order of the schema', () => {
    const text = write({ lines: [{ item: { name: 'x' }, id: 1 }], currency: 'EUR', id: 'A' });
    expect(text).toContain(
      '<cbc:ID>A</cbc:ID><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cac:OrderLine><cac:LineItem><cbc:ID>1</cbc:ID><cac:Item><cbc:Name>x</cbc:Name></cac:Item></cac:LineItem></cac:OrderLine></Order>',
    );
  });

  test('takes one value for a list of one, and text for a value with attributes', () => {
    const text = write({ notes: 'n', lines: { quantity: 3 } });
    expect(text).toContain('<cbc:Note>n</cbc:Note>');
    expect(text).toContain('<cbc:Quantity>3</cbc:Quantity>');
  });

  test.each([
    [{ colour: 'red' }, 'colour: is not a field of the profile'],
    [{ lines: [{}, { item: { colour: 1 } }] }, 'lines[1].item.colour: is not a field'],
    [{ id: { value: '1' } }, 'id: text is expected'],
    [{ buyer: 'us' }, 'buyer: an object is expected'],
    [['a'], 'an object is expected'],
  ])('%j is refused', (data, message) => {
    expect(() => write(data)).toThrow(message);
  });

  test('keeps to the limits, also of data that refers to the same parts over and over', () => {
    const lines = Array.from({ length: 1_000 }, () => ({ notes }));
    expect(() => write({ lines })).toThrow('more than the 5000000 elements');
  });

  test('is not done record by record', async () => {
    const { writeRecords } = await import('../record-stream.ts');
    const pieces = writeRecords('xml', [], { profile: 'ubl-order' });
    await expect(pieces.next()).rejects.toThrow('option profile: a document of a profile');
  });
});

/** Data of any profile, made from its shape, written and read again. */
describe.each(profileNames)('any data of %s', (name) => {
  test('reads back as it was written', () => {
    const shape = compileShape(profiles[name].shape);
    fc.assert(
      fc.property(dataOf(shape, 5), (data) => {
        const { content } = serializeDocument('xml', data, { profile: name });
        const read = parseDocument('xml', content, { profile: name, strict: true });
        expect(read.document).toEqual(data);
      }),
      { numRuns: Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 30) },
    );
  });
});

const values = {
  text: fc.stringMatching(/^[a-z<&"é]{1,8}$/),
  decimal: fc.stringMatching(/^-?[0-9]{1,12}\.[0-9]{2}$/),
  date: fc.constantFrom('2026-11-04', '2026-11-04T09:15:22-05:00'),
};

const made = new Map<string, fc.Arbitrary<Record<string, unknown>>>();
const shapeIds = new Map<CompiledShape, number>();

/** A few of the fields at random, made once for each shape and depth. */
function dataOf(shape: CompiledShape, depth: number): fc.Arbitrary<Record<string, unknown>> {
  if (!shapeIds.has(shape)) shapeIds.set(shape, shapeIds.size);
  const key = `${shapeIds.get(shape)} ${depth}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const fields: [string, fc.Arbitrary<unknown>][] = [];
  collectFields(shape, depth, fields);
  const [minLength, maxLength] = [Math.min(1, fields.length), Math.min(4, fields.length)];
  const data = fc
    .subarray(fields, { minLength, maxLength })
    .chain((chosen) => fc.record(Object.fromEntries(chosen)));
  made.set(key, data);
  return data;
}

function collectFields(
  { entries }: CompiledShape,
  depth: number,
  fields: [string, fc.Arbitrary<unknown>][],
): void {
  for (const entry of entries.values()) {
    if (entry.type === 'branch') {
      collectFields(entry.shape, depth, fields);
      continue;
    }
    if (typeof entry.kind !== 'string' && depth === 0) continue;
    const value: fc.Arbitrary<unknown> =
      typeof entry.kind === 'string' ? values[entry.kind] : dataOf(entry.kind, depth - 1);
    fields.push([
      entry.name,
      entry.type === 'list' ? fc.array(value, { minLength: 1, maxLength: 2 }) : value,
    ]);
  }
}

/** Without the attributes that a profile leaves out. */
function withoutIgnored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIgnored);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
    /^@(?:xmlns|name$|listID$|listVersionID$)/.test(name) ? [] : [[name, withoutIgnored(each)] as const],
  );
  const [only, ...others] = entries;
  return only?.[0] === '#text' && others.length === 0 ? only[1] : Object.fromEntries(entries);
}
