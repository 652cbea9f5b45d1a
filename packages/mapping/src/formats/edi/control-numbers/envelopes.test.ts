import { expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../../documents.ts';
import type { EdifactDocument } from '../../edifact/model.ts';
import { edifact } from '../../edifact/orders.fixture.ts';
import type { X12Document } from '../../x12/model.ts';
import { interchange } from '../../x12/order.fixture.ts';
import { encloseDocument, envelopeNumbers, withControlNumbers } from './envelopes.ts';

const readX12 = parseDocument('x12', interchange()).document as X12Document;
const readEdifact = parseDocument('edifact', edifact()).document as EdifactDocument;
const order = { type: '850', data: readX12.interchanges[0]?.groups[0]?.transactions[0]?.data };
const orders = { type: 'ORDERS', data: readEdifact.interchanges[0]?.messages[0]?.data };

test('numbers of what was read are those that it came with', () => {
  expect(envelopeNumbers('x12', readX12)).toEqual([
    {
      standard: 'x12',
      senderId: 'BUYER',
      senderQualifier: 'ZZ',
      receiverId: 'SELLER',
      receiverQualifier: 'ZZ',
      controlNumber: '000000007',
      groups: [{ functionalId: 'PO', controlNumber: '3' }],
      isAcknowledgement: false,
    },
  ]);
  expect(envelopeNumbers('edifact', readEdifact)).toMatchObject([
    { senderQualifier: '14', receiverQualifier: '14', controlNumber: '7' },
  ]);
});

test.each([
  ['x12', order, 'ISA13', /\*000000042\*/],
  ['edifact', orders, 'UNB', /\+42'/],
] as const)(
  '%s without an envelope gets one, and the numbers assigned',
  (standard, document, _where, written) => {
    const enclosed = encloseDocument(standard, document, {
      envelope: { senderId: 'US', receiverId: 'THEM' },
    });
    expect(envelopeNumbers(standard, enclosed)).toMatchObject([
      {
        senderId: 'US',
        receiverId: 'THEM',
        controlNumber: undefined,
        groups: [{ controlNumber: undefined }],
      },
    ]);
    const numbered = withControlNumbers(standard, enclosed, [{ interchange: '42', groups: ['17'] }]);
    const { content } = serializeDocument(standard, numbered, {});
    expect(content).toMatch(written);
    if (standard === 'x12') expect(content).toMatch(/GE\*1\*17~/);
  },
);

test('documents of other kinds have none', () => {
  expect(envelopeNumbers('x12', { interchanges: [{ groups: [] }, 7] })).toEqual([]);
  expect(envelopeNumbers('edifact', [])).toEqual([]);
});
