import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { defaultLimits } from '../limits.ts';
import { Report } from '../report.ts';
import { interchange } from '../x12/order.fixture.ts';
import type { X12Document } from '../x12/model.ts';
import { compileGuide } from './compile.ts';
import type { Guide, SegmentDictionary } from './guide.ts';
import { GuidedReader } from './read-guide.ts';
import { EdiReport } from './report.ts';
import type { EdiSegment } from './segment.ts';

const beginning = 'BSN*00*4711*20261104*0915';

function read(...levels: string[]) {
  const content = interchange({
    gs: 'GS*SH*A*B*20261104*0915*3*X*004010',
    st: 'ST*856*0001',
    body: [beginning, ...levels],
  });
  const { document, warnings } = parseDocument('x12', content, { codeMeanings: false });
  const [transaction] = (document as X12Document).interchanges[0]?.groups[0]?.transactions ?? [];
  return { data: transaction?.data, warnings: warnings.map(({ code, message }) => `${code} ${message}`) };
}

describe('levels stand in the ones that they name', () => {
  test('shipment, order, tare, pack, item', () => {
    const { data, warnings } = read(
      'HL*1**S',
      'REF*BM*1',
      'HL*2*1*O',
      'PRF*PO1',
      'HL*3*2*T',
      'HL*4*3*P',
      'MAN*GM*00100',
      'HL*5*4*I',
      'LIN*1*VP*A',
      'HL*6*4*I',
      'LIN*2*VP*B',
      'HL*7*1*O',
      'PRF*PO2',
      'HL*8*7*I',
      'LIN*1*VP*C',
    );
    expect(warnings).toEqual([]);
    const item = (id: string) => ({ productIds: [{ qualifier: 'VP', id }] });
    expect(data?.['shipments']).toMatchObject([
      {
        references: [{ id: '1' }],
        orders: [
          {
            purchaseOrderNumber: 'PO1',
            tares: [{ packs: [{ marks: [{ number: '00100' }], lines: [item('A'), item('B')] }] }],
          },
          { purchaseOrderNumber: 'PO2', lines: [item('C')] },
        ],
      },
    ]);
  });

  test('also where they come after others', () => {
    const { data } = read('HL*1**S', 'HL*2*1*O', 'PRF*PO1', 'HL*3*1*O', 'PRF*PO2', 'HL*4*2*I', 'LIN**VP*A');
    expect(data?.['shipments']).toMatchObject([
      { orders: [{ purchaseOrderNumber: 'PO1', lines: [{}] }, { purchaseOrderNumber: 'PO2' }] },
    ]);
    expect(data?.['shipments']).not.toMatchObject([{ orders: [{}, { lines: [{}] }] }]);
  });
});

describe('wrong identifiers are told, and what is plain is read', () => {
  test.each([
    [
      'a parent that there is not',
      'HL*3*9*I',
      'x12.parent segment 7 HL, element 2: there is no "9" before it',
    ],
    ['itself as its parent', 'HL*3*3*I', 'x12.parent segment 7 HL, element 2: there is no "3" before it'],
  ])('%s', (_name, level, warning) => {
    const { data, warnings } = read('HL*1**S', 'HL*2*1*O', level, 'LIN**VP*A');
    expect(warnings).toEqual([warning]);
    expect(data?.['shipments']).toMatchObject([{ orders: [{ lines: [{ productIds: [{ id: 'A' }] }] }] }]);
  });

  test('no parent at all', () => {
    const { data } = read('HL*1**S', 'HL*2**O', 'HL*3**I', 'LIN**VP*A');
    expect(data?.['shipments']).toMatchObject([{ orders: [{ lines: [{}] }] }]);
  });

  test('a level that may not stand there', () => {
    const { data, warnings } = read('HL*1**S', 'HL*2*1*I', 'HL*3*2*O', 'PRF*PO1');
    expect(warnings).toEqual([
      'x12.parent segment 7 HL, element 2: a level of orders may not stand in one of lines',
    ]);
    expect(data?.['shipments']).toMatchObject([{ lines: [{}], orders: [{ purchaseOrderNumber: 'PO1' }] }]);
  });

  test('a level without a name stays in the segments with what is in it', () => {
    const report = new Report();
    const reader = new GuidedReader(
      compileGuide(twoLevels, dictionary, {}),
      new EdiReport('x12', report),
      { codeMeanings: false, decimalMark: '.' },
      defaultLimits,
    );
    const raws = [
      ['HL', '1', '', 'S'],
      ['REF', 'a'],
      ['HL', '2', '1', 'QQ'],
      ['REF', 'b'],
      ['HL', '3', '1', 'I'],
    ];
    const segments = raws.map((raw, index) => segment(raw, index + 1));
    for (const each of segments) reader.accept(each);
    expect(reader.finish(segment(['SE'], 6))).toEqual({
      shipments: [
        {
          id: '1',
          level: 'S',
          references: [{ reference: 'a' }],
          items: [{ id: '3', parent: '1', level: 'I' }],
        },
      ],
    });
    expect(report.finish()).toMatchObject([{ code: 'x12.level', segment: 3, element: 3, value: 'QQ' }]);
  });
});

const dictionary: SegmentDictionary = {
  version: '1',
  segments: {
    HL: { title: 'Level', elements: [{ name: 'id' }, { name: 'parent' }, { name: 'level' }] },
    REF: { title: 'Reference', elements: [{ name: 'reference' }] },
  },
};
const references = [{ segment: 'REF', as: 'references', many: true }];
const twoLevels: Guide = {
  version: '1',
  transaction: '856',
  title: 'Two levels',
  content: [
    {
      loop: 'HL',
      hierarchy: {
        id: 'id',
        parent: 'parent',
        level: 'level',
        levels: [
          { as: 'shipments', in: ['S'], content: references },
          { as: 'items', in: ['I'], content: references },
        ],
      },
    },
  ],
};

function segment(raw: string[], number: number): EdiSegment {
  return { id: raw[0] ?? '', raw, number, line: number, offset: 0, terminated: true, oddities: [] };
}

test('levels are numbered when they are written without identifiers', () => {
  const data = {
    beginning: { purpose: '00', shipmentNumber: '4711', date: '2026-11-04', time: '09:15' },
    shipments: [
      { orders: [{ purchaseOrderNumber: 'PO1', lines: [{}, {}] }, { purchaseOrderNumber: 'PO2' }] },
    ],
  };
  const document = {
    interchanges: [
      {
        senderId: 'A',
        receiverId: 'B',
        groups: [
          { functionalId: 'SH', senderId: 'A', receiverId: 'B', transactions: [{ type: '856', data }] },
        ],
      },
    ],
  };
  const { content } = serializeDocument('x12', document, { lineBreaks: 'lf' });
  expect(content.split('\n').filter((line) => line.startsWith('HL'))).toEqual([
    'HL*1**S~',
    'HL*2*1*O~',
    'HL*3*2*I~',
    'HL*4*2*I~',
    'HL*5*1*O~',
  ]);
});
