import { expect } from 'vitest';
import { call, edges, flow, map, node, start } from './scenarios/flows.fixture.ts';
import { askedToWait, fixed, unavailable, unknownItem } from './scenarios/failures.fixture.ts';
import { playAll, type Scenario } from './scenarios/runner.fixture.ts';

const failures: Scenario[] = [
  {
    title: 'a transient failure parks the run, half the wait off by jitter, until it succeeds',
    definition: flow([start, call('book'), map('done', '"ok"')], edges('in -> book -> done'), {
      retry: { maxAttempts: 3 },
    }),
    script: { acts: { book: [{ fails: unavailable }, { fails: unavailable }, { gives: 1 }] } },
    moves: ['work', 'wake', 'wake'],
    ends: [
      'waiting: ERP answered 503; attempt 2 of 3 at 2026-03-02T08:00:00.500Z',
      'waiting: ERP answered 503; attempt 3 of 3 at 2026-03-02T08:00:01.500Z',
      'succeeded "ok"',
    ],
    steps: [
      'in#1 succeeded out',
      'book#1 failed http_503 retry',
      'book#2 failed http_503 retry',
      'book#3 succeeded out',
      'done#1 succeeded out',
    ],
    also: ({ connectors, store }) => {
      expect(new Set(connectors.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
      expect(connectors.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
      expect(store.checkpoints[0]?.steps.at(-1)?.http?.status).toBe(503);
    },
  },
  {
    title: 'woken too early, it goes on waiting',
    definition: flow([start, call('book', { retry: fixed })], edges('in -> book')),
    script: { acts: { book: [{ fails: unavailable }] } },
    moves: ['work', 'work'],
    ends: [
      'waiting: ERP answered 503; attempt 2 of 5 at 2026-03-02T08:00:01.000Z',
      'waiting: ERP answered 503; attempt 2 of 5 at 2026-03-02T08:00:01.000Z',
    ],
    steps: ['in#1 succeeded out', 'book#1 failed http_503 retry'],
    calls: { book: 1 },
  },
  {
    title: 'Retry-After is honoured, beyond the longest wait of the policy',
    definition: flow([start, call('book', { retry: { ...fixed, maxMs: 2000 } })], edges('in -> book')),
    script: { acts: { book: [{ fails: askedToWait }] } },
    ends: ['waiting: ERP answered 429; attempt 2 of 5 at 2026-03-02T08:01:30.000Z'],
    steps: ['in#1 succeeded out', 'book#1 failed http_429 retry'],
  },
  {
    title: 'exhausted retries open an exception',
    definition: flow([start, call('book', { retry: { maxAttempts: 2 } })], edges('in -> book')),
    script: { acts: { book: [{ fails: unavailable }] } },
    moves: ['work', 'wake'],
    ends: [
      'waiting: ERP answered 503; attempt 2 of 2 at 2026-03-02T08:00:00.500Z',
      'failed: book#2 http_503 at integration-support',
    ],
    steps: ['in#1 succeeded out', 'book#1 failed http_503 retry', 'book#2 failed http_503'],
    also: ({ ended }) => expect(ended).toEqual(['failed']),
  },
  {
    title: 'a business failure is not retried and goes to customer service',
    definition: flow([start, call('book')], edges('in -> book')),
    body: { item: 'ABC-123' },
    script: { acts: { book: [{ fails: unknownItem }] } },
    ends: ['failed: book#1 unknown_item at customer-service'],
    steps: ['in#1 succeeded out', 'book#1 failed unknown_item'],
    also: ({ store }) =>
      expect(store.verdict).toMatchObject({
        error: { message: 'ERP knows no item ABC-123.', detail: { item: 'ABC-123' } },
        exceptions: [{ nodeName: 'BOOK', input: { body: { item: 'ABC-123' } } }],
      }),
  },
  {
    title: 'the desk of the node goes before that of the flow',
    definition: flow([start, call('a', { desk: 'finance' }), call('b')], edges('in -> a', 'in -> b'), {
      desk: 'warehouse',
    }),
    script: { acts: { a: [{ fails: unknownItem }], b: [{ fails: unknownItem }] } },
    ends: ['failed: a#1 unknown_item at finance, b#1 unknown_item at warehouse'],
    steps: ['in#1 succeeded out', 'a#1 failed unknown_item', 'b#1 failed unknown_item'],
  },
  {
    title: 'a fail node raises its exception, at its desk before that of the flow',
    definition: flow(
      [
        start,
        node('hold', 'fail', { code: 'credit_hold', message: '="Limit of " & body.who', desk: 'finance' }),
      ],
      edges('in -> hold'),
      { desk: 'warehouse' },
    ),
    body: { who: 'ACME' },
    ends: ['failed: hold#1 credit_hold at finance'],
    steps: ['in#1 succeeded out', 'hold#1 failed credit_hold'],
    also: ({ store }) =>
      expect(store.verdict).toMatchObject({ error: { class: 'business', message: 'Limit of ACME' } }),
  },
  {
    title: 'config may take a failure as of another class: a 409 is tried again, a 503 is not',
    definition: flow(
      [
        start,
        call('a', { retry: fixed }, { classify: [{ code: 'unknown_item', class: 'technical-transient' }] }),
        call(
          'b',
          {},
          {
            classify: [
              { status: 404, class: 'business' },
              { status: 503, class: 'business' },
            ],
          },
        ),
      ],
      edges('in -> a', 'in -> b'),
    ),
    script: { acts: { a: [{ fails: unknownItem }, { gives: 1 }], b: [{ fails: unavailable }] } },
    moves: ['work', 'wake'],
    ends: [
      'waiting: ERP knows no item ABC-123; attempt 2 of 5 at 2026-03-02T08:00:01.000Z',
      'failed: b#1 http_503 at customer-service',
    ],
    steps: [
      'in#1 succeeded out',
      'a#1 failed unknown_item retry',
      'a#2 succeeded out',
      'b#1 failed http_503',
    ],
    calls: { a: 2, b: 1 },
  },
  {
    title: 'the error port: its branch gets the input of the node, and $error all along',
    definition: flow(
      [
        start,
        map('order', 'body'),
        call('book'),
        map('mend', '{ "input": $, "code": $error.code, "node": $error.nodeName }'),
        map('tell', '$merge([$, { "again": $error.detail.item, "failed": $exists($steps.book) }])'),
        map('never'),
      ],
      edges('in -> order -> book.error -> mend -> tell', 'book -> never'),
    ),
    body: { no: 1 },
    script: { acts: { book: [{ fails: unknownItem }] } },
    ends: [
      'succeeded {"input":{"no":1},"code":"unknown_item","node":"BOOK","again":"ABC-123","failed":false}',
    ],
    steps: [
      'in#1 succeeded out',
      'order#1 succeeded out',
      'book#1 failed unknown_item error',
      'mend#1 succeeded out',
      'tell#1 succeeded out',
    ],
  },
  {
    title: 'independent branches go on behind a failure; what hangs on it waits for a resume',
    definition: flow(
      [start, call('a'), map('behind'), call('b'), map('other'), map('join')],
      edges('in -> a -> behind -> join', 'in -> b -> other -> join'),
    ),
    script: { acts: { a: [{ fails: unknownItem }, { gives: 'A' }], b: [{ gives: 'B' }] } },
    moves: ['work', { resume: {} }],
    ends: ['failed: a#1 unknown_item at customer-service', 'succeeded {"behind":"A","other":"B"}'],
    steps: [
      'in#1 succeeded out',
      'a#1 failed unknown_item',
      'a#2 succeeded out',
      'b#1 succeeded out',
      'behind#1 succeeded out',
      'other#1 succeeded out',
      'join#1 succeeded out',
    ],
    calls: { a: 2, b: 1 },
  },
  {
    title: 'a failure for good is not tried again while another branch waits for its retry',
    definition: flow([start, call('a'), call('b', { retry: fixed })], edges('in -> a', 'in -> b')),
    script: { acts: { a: [{ fails: unknownItem }], b: [{ fails: unavailable }, { gives: 1 }] } },
    moves: ['work', 'wake', { resume: {} }],
    ends: [
      'waiting: ERP answered 503; attempt 2 of 5 at 2026-03-02T08:00:01.000Z',
      'failed: a#1 unknown_item at customer-service',
      'failed: a#2 unknown_item at customer-service',
    ],
    steps: [
      'in#1 succeeded out',
      'a#1 failed unknown_item',
      'a#2 failed unknown_item',
      'b#1 failed http_503 retry',
      'b#2 succeeded out',
    ],
    calls: { a: 2, b: 2 },
  },
  {
    title: 'a retry that comes due while another branch is under way is made at once',
    definition: flow([start, call('a', { retry: fixed }), call('b')], edges('in -> a', 'in -> b')),
    script: {
      acts: {
        a: [{ fails: unavailable }, { gives: 'A' }],
        b: [{ whenCalled: 'a', times: 2, passes: 1000, gives: 'B' }],
      },
    },
    ends: ['succeeded {"a":"A","b":"B"}'],
    steps: ['in#1 succeeded out', 'a#1 failed http_503 retry', 'a#2 succeeded out', 'b#1 succeeded out'],
  },
  {
    title: 'a mapping mistake names node, place and excerpt',
    definition: flow([start, map('to_order', '{ "total": $number("x") }')], edges('in -> to_order')),
    ends: ['failed: to_order#1 D3030 at integration-support'],
    steps: ['in#1 succeeded out', 'to_order#1 failed D3030'],
    also: ({ store }) => {
      const error = store.verdict?.kind === 'failed' ? store.verdict.error : undefined;
      expect(error).toMatchObject({
        class: 'technical-permanent',
        detail: { field: 'config.expression', position: expect.any(Number), excerpt: expect.any(String) },
      });
      expect(error?.message).toContain('TO_ORDER');
    },
  },
  {
    title: 'a connector that trips over something is tried again',
    definition: flow([start, call('a', { retry: fixed })], edges('in -> a')),
    script: { acts: { a: [{ throws: new TypeError('x is undefined') }] } },
    ends: ['waiting: “A” failed unexpectedly; attempt 2 of 5 at 2026-03-02T08:00:01.000Z'],
    steps: ['in#1 succeeded out', 'a#1 failed internal_error retry'],
  },
  {
    title:
      'documents are written; data that the format can’t hold is the document’s fault, options the flow’s',
    definition: flow(
      [
        start,
        node('csv', 'serialize', { format: 'csv', source: '=body.lines' }),
        node('number', 'serialize', { format: 'csv', source: '=body.number' }),
        node('options', 'serialize', { format: 'csv', source: '=body.lines', options: { nonsense: true } }),
      ],
      edges('in -> csv', 'in -> number', 'in -> options'),
    ),
    body: { lines: [{ item: 'A', qty: 1 }], number: 7 },
    ends: [
      'failed: number#1 document_invalid at customer-service, options#1 config_invalid at integration-support',
    ],
    steps: [
      'in#1 succeeded out',
      'csv#1 succeeded out',
      'number#1 failed document_invalid',
      'options#1 failed config_invalid',
    ],
    also: ({ store }) => {
      const csv = store.steps.find(({ nodeId }) => nodeId === 'csv');
      expect(csv?.output).toEqual({ content: 'item,qty\r\nA,1\r\n', encoding: 'utf8' });
    },
  },
  {
    title: 'a body that is no text in UTF-8 is read from its bytes',
    definition: flow([start, node('csv', 'parse', { format: 'csv', source: '=body' })], edges('in -> csv')),
    run: {
      trigger: {
        body: Buffer.from('ort,menge\nM\xFCnchen,1\n', 'latin1').toString('base64'),
        bodyEncoding: 'base64',
        receivedAt: '2026-03-02T08:00:00.000Z',
      },
    },
    ends: ['succeeded [{"ort":"München","menge":"1"}]'],
    steps: ['in#1 succeeded out', 'csv#1 succeeded out'],
  },
  {
    title: 'documents: read, found wanting, and not readable at all',
    definition: flow(
      [
        start,
        node('csv', 'parse', { format: 'csv', source: '=body.csv' }),
        node('rows', 'validate', { schema: { type: 'array', items: { required: ['qty', 'sku'] } } }),
        node('json', 'parse', { format: 'json', source: '=body.json' }),
        node('none', 'parse', { format: 'x12', source: '=body.x12' }),
      ],
      edges('in -> csv -> rows', 'in -> json', 'in -> none'),
    ),
    body: { csv: 'item,qty\nA,1\n', json: '{ "a": }' },
    ends: [
      'failed: json#1 document_invalid at customer-service, none#1 document_missing at integration-support, rows#1 validation_failed at customer-service',
    ],
    steps: [
      'in#1 succeeded out',
      'csv#1 succeeded out',
      'rows#1 failed validation_failed',
      'json#1 failed document_invalid',
      'none#1 failed document_missing',
    ],
    also: ({ store }) => {
      const errorOf = (id: string) => store.steps.find(({ nodeId }) => nodeId === id)?.error;
      expect(errorOf('rows')?.detail).toEqual({ errors: [{ path: '[0].sku', message: 'is missing' }] });
      expect(errorOf('json')?.detail).toMatchObject({ line: 1 });
    },
  },
];

playAll('failures', failures);
