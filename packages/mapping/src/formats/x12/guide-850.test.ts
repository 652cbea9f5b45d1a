import { expect, test } from 'vitest';

import { parseDocument } from '../documents.ts';
import { sampleDocuments } from '../samples.ts';
import type { X12Document } from './model.ts';
import { interchange } from './order.fixture.ts';

function read(content: string, options = {}) {
  const { document, warnings } = parseDocument('x12', content, options);
  const transaction = (document as X12Document).interchanges[0]?.groups[0]?.transactions[0];
  return { data: transaction?.data, guide: transaction?.guide, warnings };
}

function readBody(...body: string[]) {
  return read(interchange({ body: ['BEG*00*SA*4711**20261104', ...body, 'PO1*1'] }));
}

function readLine(...body: string[]) {
  const { data, warnings } = read(interchange({ body: ['BEG*00*SA*4711**20261104', ...body] }));
  return { lines: data?.['lines'], warnings };
}

test('the sample order in full', () => {
  const sample = sampleDocuments.find(({ format }) => format === 'x12')?.content ?? '';
  expect(read(sample, { codeMeanings: false })).toEqual({
    guide: '004010/850',
    warnings: [],
    data: {
      beginning: { purpose: '00', orderType: 'SA', purchaseOrderNumber: 'NG-48213', date: '2026-11-04' },
      currency: { entity: 'BY', code: 'USD' },
      references: [{ qualifier: 'DP', id: 'SWITCHGEAR' }],
      contacts: [
        {
          role: 'BD',
          name: 'Iris Maddox',
          numbers: [
            { type: 'TE', number: '555-0142' },
            { type: 'EM', number: 'iris.maddox@northgate.example' },
          ],
        },
      ],
      freightTerms: [{ payment: 'PP' }],
      paymentTerms: [{ type: '01', basis: '3', discountPercent: 2, discountDays: 10, netDays: 30 }],
      dates: [{ qualifier: '002', date: '2026-11-18' }],
      parties: [
        { role: 'BY', name: 'Northgate Electric', idQualifier: '92', id: 'NORTHGATE' },
        {
          role: 'ST',
          name: 'Northgate Electric, Dock 4',
          idQualifier: '92',
          id: 'NG-DOCK4',
          addressLines: ['1180 Foundry Lane', 'Dock 4'],
          city: 'Dayton',
          state: 'OH',
          postalCode: '45402',
          country: 'US',
        },
      ],
      lines: [
        {
          lineNumber: '1',
          quantity: 10,
          unit: 'EA',
          unitPrice: 14.6,
          priceBasis: 'PE',
          productIds: [
            { qualifier: 'BP', id: 'NG-77115' },
            { qualifier: 'VN', id: 'BRK-1P15' },
          ],
          descriptions: [{ form: 'F', description: 'Circuit breaker, bolt-on, 1 pole, 15 A' }],
        },
        {
          lineNumber: '2',
          quantity: 6,
          unit: 'EA',
          unitPrice: 38,
          priceBasis: 'PE',
          productIds: [
            { qualifier: 'BP', id: 'NG-77230' },
            { qualifier: 'VN', id: 'BRK-2P30' },
          ],
          descriptions: [{ form: 'F', description: 'Circuit breaker, bolt-on, 2 pole, 30 A' }],
          dates: [{ qualifier: '002', date: '2026-11-25' }],
        },
        {
          lineNumber: '3',
          quantity: 500,
          unit: 'FT',
          unitPrice: 0.93,
          priceBasis: 'PE',
          productIds: [
            { qualifier: 'BP', id: 'NG-MC122' },
            { qualifier: 'VN', id: 'CBL-MC-12-2' },
          ],
          descriptions: [{ form: 'F', description: 'Armoured cable, MC, 12-2 with ground' }],
          remarks: [
            {
              qualifier: 'ZZ',
              id: 'CUTTING',
              messages: ['Two lengths of 250 ft on separate reels, please.'],
            },
          ],
        },
      ],
      totals: { lineCount: 3, hashTotal: 516, amounts: [{ qualifier: 'TT', amount: 839 }], amount: 839 },
    },
  });
});

test('codes have their meanings beside them; unknown codes have none', () => {
  const { data } = readBody('N1*ST*Dock', 'N1*QQ*Elsewhere');
  expect(data?.['parties']).toEqual([
    { role: 'ST', roleMeaning: 'Ship to', name: 'Dock' },
    { role: 'QQ', name: 'Elsewhere' },
  ]);
});

test('a segment belongs to the innermost loop that knows it', () => {
  const { data } = readBody('REF*DP*outer', 'N1*BY*Buyer', 'REF*IA*inner', 'PER*BD*Iris');
  expect(data?.['references']).toMatchObject([{ id: 'outer' }]);
  expect(data?.['parties']).toMatchObject([{ references: [{ id: 'inner' }], contacts: [{ name: 'Iris' }] }]);
  expect(data).not.toHaveProperty('contacts');

  const { lines } = readLine(
    'PO1*1',
    'SLN*1.1**I*2*EA',
    'PID*F****part',
    'DTM*002*20261101',
    'PO1*2',
    'PID*F****whole',
  );
  expect(lines).toMatchObject([
    {
      sublines: [
        {
          lineNumber: '1.1',
          quantity: 2,
          unit: 'EA',
          descriptions: [{ description: 'part' }],
          dates: [{ date: '2026-11-01' }],
        },
      ],
    },
    { descriptions: [{ description: 'whole' }] },
  ]);
});

test('an amount stands in the totals, wherever it is announced', () => {
  expect(readBody('AMT*TT*12.50').data).toMatchObject({
    totals: { amount: 12.5 },
    amounts: [{ qualifier: 'TT' }],
  });
  const { data } = read(
    interchange({ body: ['BEG*00*SA*1**20261104', 'PO1*1', 'AMT*1*3', 'CTT*1', 'AMT*1*12.50', 'AMT*TA*2'] }),
  );
  expect(data?.['totals']).toMatchObject({
    lineCount: 1,
    amount: 12.5,
    amounts: [{ amount: 12.5 }, { amount: 2 }],
  });
  expect(data?.['lines']).toMatchObject([{ amounts: [{ amount: 3 }] }]);
});

test('the total is the one with the code wanted most, wherever it stands', () => {
  expect(readBody('AMT*NT*11', 'AMT*TT*12.50', 'AMT*TT*13').data?.['totals']).toEqual({ amount: 12.5 });
  expect(readBody('AMT*NT*11', 'AMT*OP*12').data?.['totals']).toEqual({ amount: 11 });
});

test('address lines and messages are gathered over segments', () => {
  const { data } = readBody(
    'N1*ST*Dock',
    'N2*Second name',
    'N3*a*b',
    'N3*c',
    'N9*ZZ*t',
    'MSG*one',
    'MSG*two',
  );
  expect(data?.['parties']).toMatchObject([
    { additionalNames: ['Second name'], addressLines: ['a', 'b', 'c'] },
  ]);
  expect(data?.['remarks']).toMatchObject([{ messages: ['one', 'two'] }]);
});

test('composites give their parts', () => {
  const { lines } = readLine('PO1*1', 'SLN*1**I*10*PC>2>0.5*1.56');
  expect(lines).toMatchObject([
    { sublines: [{ unit: 'PC', unitExponent: 2, unitMultiplier: 0.5, unitPrice: 1.56 }] },
  ]);
});

const values: [segment: string, expected: object, warning?: string][] = [
  ['PO1*1*007.50*EA*.5', { quantity: 7.5, unitPrice: 0.5 }],
  ['PO1*1*-3*EA*1E2', { quantity: -3, unitPrice: 100 }],
  [
    'PO1*1*12345678901234567.25',
    { quantity: Number('12345678901234567'), quantityText: '12345678901234567.25' },
  ],
  ['PO1*1*five*EA', { quantityText: 'five', unit: 'EA' }, 'segment 5 PO1, element 2: "five" is not a number'],
  ['PO1*1*1,5*EA', { quantityText: '1,5' }, '"1,5" is not a number'],
  ['PO1* 1 *5*EA ', { lineNumber: '1', unit: 'EA' }],
];

test.each(values)('%s', (segment, expected, warning) => {
  const { lines, warnings } = readLine(segment);
  expect(lines).toMatchObject([expected]);
  expect(warnings.map(({ message }) => message)).toEqual(
    warning === undefined ? [] : [expect.stringContaining(warning)],
  );
  if (warning !== undefined) expect((lines as object[])[0]).not.toHaveProperty('quantity');
});

const otherValues: [segment: string, name: string, expected: object, warning?: string][] = [
  ['SAC*C*D240***2350', 'charges', { amount: 23.5 }],
  ['SAC*A*D240***-5', 'charges', { amount: -0.05 }],
  ['SAC*C*D240***23.50', 'charges', { amount: 23.5 }, 'decimal point where 2 decimals are implied'],
  ['DTM*002*20240229*0930', 'dates', { date: '2024-02-29', time: '09:30' }],
  ['DTM*002*20261104*09301512', 'dates', { date: '2026-11-04', time: '09:30:15.12' }],
  ['DTM*002*261104', 'dates', { date: '2026-11-04', dateText: '261104' }],
  ['DTM*002*991231', 'dates', { date: '1999-12-31', dateText: '991231' }],
  ['DTM*002*20260231', 'dates', { qualifier: '002', dateText: '20260231' }, 'is not a date'],
  ['DTM*002*00000000', 'dates', { dateText: '00000000' }, 'is not a date'],
  ['DTM*002*20261104*2460', 'dates', { timeText: '2460' }, 'segment 5 DTM, element 3: "2460" is not a time'],
];

test.each(otherValues)('%s', (segment, name, expected, warning) => {
  const { data, warnings } = readBody(segment);
  expect(data?.[name]).toMatchObject([expected]);
  expect(warnings.map(({ message }) => message)).toEqual(
    warning === undefined ? [] : [expect.stringContaining(warning)],
  );
});

const beginning = 'BEG*00*SA*1**20261104';
const departures: [body: string[], code: string, message: string][] = [
  [['PO1*1'], 'x12.missingSegment', 'the required segment BEG is missing'],
  [[beginning], 'x12.missingSegment', 'the required segment PO1 is missing'],
  [['BEG*00*SA*1', 'PO1*1'], 'x12.missingElement', 'segment 4 BEG, element 5: the required date is missing'],
  [
    [beginning, 'QQQ*1', 'PO1*1'],
    'x12.unknownSegment',
    'segment 5 QQQ: the guide knows no such segment here',
  ],
  [[beginning, beginning, 'PO1*1'], 'x12.repeated', 'segment 5 BEG: BEG may come once here'],
];

test.each(departures)('%j', (body, code, message) => {
  const content = interchange({ body });
  const { data, warnings } = read(content);
  expect(warnings).toMatchObject([{ code, message: expect.stringContaining(message) }]);
  expect(data).toBeDefined();
  expect(() => parseDocument('x12', content, { strict: true })).toThrow(message);
});

test.each([
  ['004010VICS', undefined],
  ['005010', '850 of version 005010 is read by the guide 004010/850'],
  ['003040', '850 of version 003040'],
  ['', '850 of no version'],
])('version %j', (version, notice) => {
  const { guide, warnings } = read(interchange({ gs: `GS*PO*B*S*20261104*0915*3*X*${version}` }));
  expect(guide).toBe('004010/850');
  expect(warnings.map(({ message }) => message)).toEqual(
    notice === undefined ? [] : [expect.stringContaining(notice)],
  );
});

test('a type without a guide gives its segments, and is told of once', () => {
  const content = interchange({ st: 'ST*852*0001' });
  const { data, warnings } = read(content + content.replaceAll('000000007', '000000008'), { strict: true });
  expect(data).toBeUndefined();
  expect(warnings).toMatchObject([{ code: 'x12.noGuide' }]);
});

test('names can be left out', () => {
  expect(read(interchange(), { named: false }).data).toBeUndefined();
});
