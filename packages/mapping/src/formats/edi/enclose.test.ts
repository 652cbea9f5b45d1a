import { describe, expect, it } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';

const order = {
  type: '850',
  data: {
    beginning: { purpose: '00', orderType: 'SA', purchaseOrderNumber: 'T-77', date: '2026-11-04' },
    lines: [{ lineNumber: '1', quantity: 3, unit: 'EA' }],
  },
};
const invoice = {
  type: '810',
  data: {
    beginning: { date: '2026-11-05', invoiceNumber: 'HS-9' },
    totals: { amount: 12.5 },
    lines: [{ quantity: 1, unit: 'EA', unitPrice: 2 }],
  },
};
const envelope = { senderId: 'HARBORSUPPLY', receiverId: 'TIDEWATER', version: '004010VICS', usage: 'T' };

interface Read {
  interchanges: Record<string, unknown>[];
}

describe('documents that maps make, without an envelope', () => {
  it('are put into an interchange of X12, with a group for each kind', () => {
    const { content } = serializeDocument('x12', [order, invoice, order], { envelope });
    const { interchanges } = parseDocument('x12', content).document as Read;
    expect(interchanges).toMatchObject([
      {
        senderId: 'HARBORSUPPLY',
        receiverId: 'TIDEWATER',
        version: '00401',
        usage: 'T',
        groups: [
          { functionalId: 'PO', version: '004010VICS', transactions: [{ type: '850' }, { type: '850' }] },
          { functionalId: 'IN', senderId: 'HARBORSUPPLY', transactions: [{ type: '810' }] },
        ],
      },
    ]);
  });

  it('are put into an interchange of EDIFACT', () => {
    const message = { type: 'ORDERS', segments: [['BGM', '220', 'T-77', '9']] };
    const options = { envelope: { senderId: 'HARBOR', receiverId: 'TIDE', association: 'EAN008' } };
    const { content } = serializeDocument('edifact', message, options);
    const { interchanges } = parseDocument('edifact', content).document as Read;
    expect(interchanges).toMatchObject([
      {
        senderId: 'HARBOR',
        syntax: 'UNOC',
        messages: [{ type: 'ORDERS', version: 'D96A', association: 'EAN008' }],
      },
    ]);
  });

  it.each([
    ['x12', order, 'set the option envelope'],
    ['edifact', { type: 'ORDERS', data: {} }, 'set the option envelope'],
  ] as const)('need to be told sender and receiver in %s', (format, document, reason) => {
    expect(() => serializeDocument(format, document)).toThrow(reason);
  });

  it('can’t be put into a group that is not known', () => {
    expect(() => serializeDocument('x12', { type: '999999', data: {} }, { envelope })).toThrow(
      'there is no guide for transaction 999999',
    );
  });
});
