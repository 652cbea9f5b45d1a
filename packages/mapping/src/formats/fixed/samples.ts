import type { SampleDocument } from '../samples.ts';

/** What a warehouse's host system reports at the end of a shift: shipments, their lines, and the counts. */
const shipConfirmations = [
  'HS-0081447 NG-48213    UPSG  202611180003000004875',
  'D0001BRK-1P15          000010000EA LOT-2611A   N  ',
  'D0002BRK-2P30          000004000EA LOT-2609C   Y  ',
  'D0003CBL-MC-12-2       000500000FT             N  ',
  'HS-0081448 FS-2071     RLCA  202611180001000002150',
  'D0001PH-KM09           000004000EA             N  ',
  'D0002PH-PS24           000001000EA             N  ',
  'T000002000005                                     ',
  '',
].join('\r\n');

const shipConfirmationLayout = [
  {
    name: 'shipment',
    when: { at: 1, equals: 'H' },
    children: ['line'],
    fields: [
      { name: 'shipment', at: 2, length: 10 },
      { name: 'order', at: 12, length: 12 },
      { name: 'carrier', at: 24, length: 6 },
      { name: 'shippedOn', at: 30, length: 8, type: 'date' },
      { name: 'cartons', at: 38, length: 4, type: 'integer', pad: '0' },
      { name: 'freight', at: 42, length: 9, type: 'decimal', decimals: 2, implied: true },
    ],
  },
  {
    name: 'line',
    when: { at: 1, equals: 'D' },
    list: 'lines',
    fields: [
      { name: 'line', at: 2, length: 4, type: 'integer', pad: '0' },
      { name: 'item', at: 6, length: 18 },
      { name: 'quantity', at: 24, length: 9, type: 'number', decimals: 3, implied: true },
      { name: 'unit', at: 33, length: 3 },
      { name: 'lot', at: 36, length: 12 },
      { name: 'backordered', at: 48, length: 1, type: 'boolean' },
    ],
  },
  {
    name: 'counts',
    when: { at: 1, equals: 'T' },
    fields: [
      { name: 'shipments', at: 2, length: 6, type: 'integer', pad: '0' },
      { name: 'lines', at: 8, length: 6, type: 'integer', pad: '0' },
    ],
  },
];

export const fixedSamples: readonly SampleDocument[] = [
  {
    name: 'ship-confirmations.txt',
    title: 'Shipments confirmed by the warehouse (fixed width)',
    format: 'fixed',
    contentType: 'text/x-fixed-width',
    content: shipConfirmations,
    options: { layout: shipConfirmationLayout, recordLength: 50 },
  },
];
