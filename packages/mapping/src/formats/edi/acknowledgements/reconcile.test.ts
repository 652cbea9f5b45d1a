import { describe, expect, test } from 'vitest';

import type { ReadAcknowledgement } from './read-model.ts';
import { reconcile } from './reconcile.ts';
import type { SentDocument } from './reconcile.ts';

describe('reconciling', () => {
  const now = 1_000_000;
  const ack = (more: Partial<ReadAcknowledgement>): ReadAcknowledgement => ({
    standard: 'x12',
    kind: '997',
    level: 'group',
    partnerId: 'P',
    ownId: 'O',
    functionalId: 'IN',
    groupControlNumber: '7',
    status: 'accepted',
    errors: [],
    ...more,
  });
  const sent = (more: Partial<SentDocument> = {}): SentDocument => ({
    standard: 'x12',
    partnerId: 'P',
    interchangeControlNumber: '000000007',
    groupControlNumber: '7',
    functionalId: 'IN',
    sentAt: now - 50,
    ...more,
  });
  const one = { transactionControlNumber: '0001' };
  const ofOne = { level: 'transaction', ...one } as const;
  const ta1 = { kind: 'TA1', level: 'interchange', interchangeControlNumber: '7' } as const;

  test.each<[string, SentDocument, ReadAcknowledgement[], keyof ReturnType<typeof reconcile>]>([
    ['a group that was accepted', sent(), [ack({})], 'acknowledged'],
    ['a number with other leading zeros', sent(), [ack({ groupControlNumber: '0007' })], 'acknowledged'],
    ['a group accepted with errors', sent(), [ack({ status: 'acceptedWithErrors' })], 'acknowledged'],
    ['a group rejected in part', sent(), [ack({ status: 'partiallyAccepted' })], 'rejected'],
    ['nothing yet', sent(), [], 'pending'],
    ['nothing, and too long ago', sent({ sentAt: now - 5_000 }), [], 'overdue'],
    ['that of another partner', sent(), [ack({ partnerId: 'Q' })], 'pending'],
    ['that to another of ours', sent({ ownId: 'N' }), [ack({})], 'pending'],
    ['that of another kind of group', sent(), [ack({ functionalId: 'PO' })], 'pending'],
    ['a transaction by its group', sent(one), [ack({})], 'acknowledged'],
    [
      'a rejected transaction',
      sent(one),
      [ack({ status: 'partiallyAccepted' }), ack({ ...ofOne, status: 'rejected' })],
      'rejected',
    ],
    [
      'the other transactions of the group',
      sent(one),
      [
        ack({ status: 'partiallyAccepted' }),
        ack({ ...ofOne, transactionControlNumber: '0002', status: 'rejected' }),
      ],
      'acknowledged',
    ],
    ['an interchange that came, and no more', sent(), [ack(ta1)], 'pending'],
    ['an interchange that was rejected', sent(), [ack({ ...ta1, status: 'rejected' })], 'rejected'],
  ])('%s', (_name, document, acknowledgements, expected) => {
    const result = reconcile([document], acknowledgements, { now, deadlineMs: 1_000 });
    expect(result[expected]).toHaveLength(1);
  });

  test('what was never sent is unknown; parts of what was are not', () => {
    const stranger = ack({ groupControlNumber: '8' });
    const result = reconcile([sent()], [ack(ofOne), ack({}), stranger], { now, deadlineMs: 1 });
    expect(result.unknown).toEqual([stranger]);
  });
});
