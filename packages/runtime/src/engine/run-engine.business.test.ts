import { expect } from 'vitest';
import { call, edges, flow, map, node, start } from './scenarios/flows.fixture.ts';
import { fixed, unavailable } from './scenarios/failures.fixture.ts';
import { playAll, type Scenario } from './scenarios/runner.fixture.ts';

const business: Scenario[] = [
  {
    title: 'a reply is told once it is committed, and stays with the step',
    definition: flow(
      [
        start,
        node('reply', 'respond', { status: 201, headers: { 'X-No': '=no' }, body: { ok: true, no: '=no' } }),
        call('later'),
      ],
      edges('in -> reply', 'reply -> later'),
    ),
    script: { acts: { later: [{ gives: 1 }] } },
    run: { trigger: { no: 7, receivedAt: '2026-03-02T08:00:00.000Z' } as never },
    ends: ['succeeded 1'],
    steps: ['in#1 succeeded out', 'reply#1 succeeded out', 'later#1 succeeded out'],
    also: ({ replies, store }) => {
      const reply = { status: 201, headers: { 'X-No': '7' }, body: { ok: true, no: 7 } };
      expect(replies).toEqual([{ reply, committed: 1 }]);
      expect(store.steps.find(({ nodeId }) => nodeId === 'reply')?.output).toEqual(reply);
    },
  },
  {
    title: 'a whole field may be one expression: input, headers, data',
    definition: flow(
      [
        start,
        node('booked', 'milestone', {
          name: 'order.booked',
          businessKey: { type: 'order', value: '=body.no' },
          data: '=body',
        }),
        { ...call('tell'), config: { ...call('tell').config, input: '=body.call' } },
        node('reply', 'respond', { status: 200, headers: '=$trigger.body.call.headers' }),
        node('wrong', 'respond', { status: 200, headers: '=$trigger.body.no' }),
      ],
      edges('in -> booked -> tell -> reply -> wrong'),
    ),
    body: { no: 4711, call: { headers: { 'X-No': 7 } } },
    script: { acts: { tell: [{ gives: 1 }] } },
    ends: ['failed: wrong#1 headers_invalid at integration-support'],
    steps: [
      'in#1 succeeded out',
      'booked#1 succeeded out',
      'tell#1 succeeded out',
      'reply#1 succeeded out',
      'wrong#1 failed headers_invalid',
    ],
    also: ({ replies, store }) => {
      expect(store.milestones[0]?.data).toEqual({ no: 4711, call: { headers: { 'X-No': 7 } } });
      expect(replies[0]?.reply.headers).toEqual({ 'X-No': '7' });
    },
  },
  {
    title: 'milestones are written with the next commit and make the run known by their key',
    definition: flow(
      [
        start,
        node('booked', 'milestone', {
          name: 'order.booked',
          businessKey: { type: 'order', value: '=body.no' },
          time: '=body.at',
          data: { lines: '=$count(body.lines)' },
        }),
        call('tell'),
      ],
      edges('in -> booked -> tell'),
    ),
    body: { no: 4711, at: '2026-03-01T10:00:00+01:00', lines: [1, 2] },
    script: { acts: { tell: [{ gives: 1 }] } },
    run: { businessKeys: [{ type: 'customer', value: 'ACME' }] },
    ends: ['succeeded 1'],
    steps: ['in#1 succeeded out', 'booked#1 succeeded out', 'tell#1 succeeded out'],
    also: ({ store }) => {
      expect(store.milestones).toEqual([
        {
          nodeId: 'booked',
          path: '',
          name: 'order.booked',
          businessKey: { type: 'order', value: '4711' },
          at: new Date('2026-03-01T09:00:00.000Z'),
          data: { lines: 2 },
        },
      ]);
      expect(store.businessKeys).toEqual([
        { type: 'customer', value: 'ACME' },
        { type: 'order', value: '4711' },
      ]);
    },
  },
  {
    title: 'a milestone without key or with a bad time fails',
    definition: flow(
      [
        start,
        node('a', 'milestone', { name: 'a', businessKey: { type: 'order', value: '=nothing' } }),
        node('b', 'milestone', { name: 'b', businessKey: { type: 'order', value: '1' }, time: 'soon' }),
        node('c', 'milestone', { name: 'c', businessKey: { type: 'order', value: '1' }, time: '260302' }),
        node('d', 'milestone', { name: 'd', businessKey: { type: 'order', value: 'x'.repeat(5000) } }),
      ],
      edges('in -> a', 'in -> b', 'in -> c', 'in -> d'),
    ),
    ends: [
      'failed: a#1 business_key_missing at integration-support, b#1 time_invalid at integration-support, ' +
        'c#1 time_invalid at integration-support, d#1 business_key_too_long at integration-support',
    ],
    steps: [
      'in#1 succeeded out',
      'a#1 failed business_key_missing',
      'b#1 failed time_invalid',
      'c#1 failed time_invalid',
      'd#1 failed business_key_too_long',
    ],
  },
  {
    title: 'business keys that the message did not give are read from the steps when the run waits',
    definition: flow(
      [start, map('po', '{ "no": "PO-1" }'), call('book', { retry: fixed })],
      edges('in -> po -> book'),
      {
        businessKeys: [
          { type: 'purchaseOrder', value: '$steps.po.no' },
          { type: 'salesOrder', value: '$steps.book.no' },
          { type: 'broken', value: '$number("x")' },
          { type: 'customer', value: '"never looked at again"' },
        ],
      },
    ),
    script: { acts: { book: [{ fails: unavailable }, { gives: { no: ['SO-1', 'SO-2', 'SO-1'] } }] } },
    run: { businessKeys: [{ type: 'customer', value: 'ACME' }] },
    moves: ['work', 'wake'],
    ends: [
      'waiting: ERP answered 503; attempt 2 of 5 at 2026-03-02T08:00:01.000Z',
      'succeeded {"no":["SO-1","SO-2","SO-1"]}',
    ],
    steps: [
      'in#1 succeeded out',
      'po#1 succeeded out',
      'book#1 failed http_503 retry',
      'book#2 succeeded out',
    ],
    also: ({ store }) => {
      expect(store.checkpoints[0]?.businessKeys).toEqual([
        { type: 'customer', value: 'ACME' },
        { type: 'purchaseOrder', value: 'PO-1' },
      ]);
      expect(store.businessKeys.slice(2)).toEqual([
        { type: 'salesOrder', value: 'SO-1' },
        { type: 'salesOrder', value: 'SO-2' },
      ]);
    },
  },
];

playAll('replies, milestones and business keys', business);
