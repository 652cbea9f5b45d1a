import { expect, test } from 'vitest';

import { findEdifactGuide } from '../edifact/guides.ts';
import { findX12Guide } from '../x12/guides.ts';
import type { CompiledGuide } from './compiled.ts';
import { segmentsOfData } from './write-guide.ts';

/** Values with a place of their own beside the list that the standard keeps them in: either is written. */
function written(guide: CompiledGuide | undefined, data: object): unknown[] {
  if (guide === undefined) throw new Error('there is no such guide');
  const syntax = guide.id.startsWith('D') ? 'edifact' : 'x12';
  return segmentsOfData(guide, data, 'data', { syntax, decimalMark: '.' });
}

const order = {
  beginning: { documentType: '220', purchaseOrderNumber: '4711', purpose: '9', date: '2026-11-09' },
  parties: [{ role: 'BY', id: '7350001123455', idQualifier: '9' }],
  currency: { code: 'EUR' },
  lines: [
    {
      productIds: [
        { id: '4026391101153', qualifier: 'EN' },
        { id: 'NE-77115', qualifier: 'IN' },
        { id: 'BRK-1P15', qualifier: 'SA' },
      ],
      quantity: 5,
      unit: 'PCE',
      unitPrice: 2.5,
      amount: 12.5,
    },
  ],
  totals: { amount: 12.5, lineCount: 1 },
};

test('an order of easy places alone is a whole ORDERS', () => {
  expect(written(findEdifactGuide('ORDERS', 'D96A'), order)).toEqual([
    ['BGM', '220', '4711', '9'],
    ['DTM', ['137', '20261109', '102']],
    ['NAD', 'BY', ['7350001123455', '', '9']],
    ['CUX', ['2', 'EUR']],
    ['LIN', '1', '', ['4026391101153', 'EN']],
    ['PIA', '1', ['NE-77115', 'IN'], ['BRK-1P15', 'SA']],
    ['QTY', ['21', '5', 'PCE']],
    ['MOA', ['203', '12.5']],
    ['PRI', ['AAA', '2.5']],
    ['UNS', 'S'],
    ['MOA', ['86', '12.5']],
    ['CNT', ['2', '1']],
  ]);
});

test('a value in both places is written once, where they agree', () => {
  const [line] = order.lines;
  const both = { ...order, lines: [{ ...line, quantities: [{ qualifier: '21', quantity: 5 }] }] };
  expect(written(findEdifactGuide('ORDERS', 'D96A'), both)).toEqual(
    written(findEdifactGuide('ORDERS', 'D96A'), order),
  );
  const differing = { ...order, lines: [{ ...line, quantities: [{ qualifier: '21', quantity: 6 }] }] };
  expect(() => written(findEdifactGuide('ORDERS', 'D96A'), differing)).toThrow(
    'data.lines[0].quantity: differs from quantities',
  );
});

test('more product identifiers than one segment takes go on in the next', () => {
  const productIds = Array.from({ length: 8 }, (_, index) => ({ id: `A${index}`, qualifier: 'SA' }));
  const segments = written(findEdifactGuide('ORDERS', 'D96A'), {
    ...order,
    lines: [{ productIds, quantity: 1 }],
  });
  expect(segments.filter((segment) => /LIN|PIA/.test(String((segment as string[])[0])))).toEqual([
    ['LIN', '1', '', ['A0', 'SA']],
    ['PIA', '1', ['A1', 'SA'], ['A2', 'SA'], ['A3', 'SA'], ['A4', 'SA'], ['A5', 'SA']],
    ['PIA', '1', ['A6', 'SA'], ['A7', 'SA']],
  ]);
});

test('a shipment of nested levels is numbered, and a container code makes its mark', () => {
  const notice = {
    beginning: { purpose: '00', shipmentNumber: 'SH-1', date: '2026-11-19', time: '16:25' },
    shipments: [
      {
        orders: [
          {
            purchaseOrderNumber: '4711',
            packs: [
              {
                sscc: '00008120000000001236',
                lines: [{ productIds: [{ qualifier: 'VN', id: 'BRK-1P15' }], quantity: 5, unit: 'EA' }],
              },
            ],
          },
        ],
      },
    ],
  };
  expect(written(findX12Guide('856', '004010'), notice)).toEqual([
    ['BSN', '00', 'SH-1', '20261119', '1625'],
    ['HL', '1', '', 'S'],
    ['HL', '2', '1', 'O'],
    ['PRF', '4711'],
    ['HL', '3', '2', 'P'],
    ['MAN', 'GM', '00008120000000001236'],
    ['HL', '4', '3', 'I'],
    ['LIN', '', 'VN', 'BRK-1P15'],
    ['SN1', '', '5', 'EA'],
  ]);
});

test('warehouse lines put their third identifier where the standard has it', () => {
  const productIds = ['VN', 'BP', 'UP', 'LT'].map((qualifier, index) => ({ qualifier, id: `P${index}` }));
  const withIds = (count: number) => ({
    beginning: { orderStatus: 'N', depositorOrderNumber: 'WO-1' },
    lines: [{ quantity: 5, unit: 'EA', productIds: productIds.slice(0, count) }],
  });
  const guide = findX12Guide('940', '004010');
  expect(written(guide, withIds(3))).toContainEqual([
    ...['W01', '5', 'EA', '', 'VN', 'P0', 'BP', 'P1'],
    ...['', '', '', '', '', '', '', 'UP', 'P2'],
  ]);
  expect(() => written(guide, withIds(4))).toThrow(
    'data.lines[0].productIds[3]: no more than 3 can be written',
  );
});
