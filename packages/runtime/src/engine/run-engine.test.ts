import { describe, expect, it } from 'vitest';
import { call, edges, flow, map, node, start } from './scenarios/flows.fixture.ts';
import { play, type Scenario } from './scenarios/runner.fixture.ts';
import { StepFailure } from './step-failure.ts';

const unavailable = new StepFailure('technical-transient', 'http_503', 'ERP answered 503.', {
  withoutEffect: true,
  http: { method: 'POST', url: 'http://erp/orders', status: 503, latencyMs: 12 },
});
const askedToWait = new StepFailure('technical-transient', 'http_429', 'ERP answered 429.', {
  retryAfterMs: 90_000,
});
const unknownItem = new StepFailure('business', 'unknown_item', 'ERP knows no item ABC-123.', {
  detail: { item: 'ABC-123' },
});
const reset = new StepFailure('technical-transient', 'connection_reset', 'The connection broke off');
const fixed = { backoff: 'fixed', initialMs: 1000 } as const;

const switchNode = node('size', 'switch', {
  cases: [
    { port: 'large', when: 'total > 100' },
    { port: 'medium', when: 'total > 10' },
  ],
  otherwise: 'small',
});

const graph: Scenario[] = [
  {
    title: 'a chain: outputs become inputs; one commit after the call, one with the verdict',
    definition: flow(
      [
        start,
        map('po', '{ "no": body.po, "of": $trigger.body.from }'),
        call('book'),
        map('done', 'no & "!"'),
      ],
      edges('in -> po -> book -> done'),
    ),
    body: { po: 7, from: 'ACME' },
    script: { acts: { book: [{ gives: { no: 'SO-7' } }] } },
    ends: ['succeeded "SO-7!"'],
    steps: ['in#1 succeeded out', 'po#1 succeeded out', 'book#1 succeeded out', 'done#1 succeeded out'],
    commits: 2,
    also: ({ connectors, ended, store }) => {
      expect(connectors.calls[0]?.input).toEqual({ body: { no: 7, of: 'ACME' } });
      expect(store.checkpoints[0]?.steps.map(({ nodeId }) => nodeId)).toEqual(['in', 'po', 'book']);
      expect(ended).toEqual(['succeeded']);
    },
  },
  {
    title: 'pure steps alone, or a call at the very end, need but the commit of the verdict',
    definition: flow([start, map('a'), call('book')], edges('in -> a -> book')),
    script: { acts: { book: [{ gives: 1 }] } },
    ends: ['succeeded 1'],
    steps: ['in#1 succeeded out', 'a#1 succeeded out', 'book#1 succeeded out'],
    commits: 1,
  },
  {
    title: 'branches run at the same time and are joined by source',
    definition: flow(
      [start, call('a'), call('b'), map('join', '{ "sum": a + b }')],
      edges('in -> a -> join', 'in -> b -> join'),
    ),
    script: { acts: { a: [{ whenCalled: 'b', gives: 1 }], b: [{ whenCalled: 'a', gives: 2 }] } },
    ends: ['succeeded {"sum":3}'],
    steps: ['in#1 succeeded out', 'a#1 succeeded out', 'b#1 succeeded out', 'join#1 succeeded out'],
  },
  {
    title: 'several ends: the output holds each by node id',
    definition: flow([start, map('a', '1'), map('b', '2')], edges('in -> a', 'in -> b')),
    ends: ['succeeded {"a":1,"b":2}'],
    steps: ['in#1 succeeded out', 'a#1 succeeded out', 'b#1 succeeded out'],
  },
  {
    title: 'a switch takes the first case that holds; a join of one taken branch gets that alone',
    definition: flow(
      [start, map('order', 'body'), switchNode, map('a', '"large"'), map('b', '"medium"'), map('join')],
      edges('in -> order -> size.large -> a -> join', 'size.medium -> b -> join', 'size.small -> join'),
    ),
    body: { total: 50 },
    ends: ['succeeded "medium"'],
    steps: [
      'in#1 succeeded out',
      'order#1 succeeded out',
      'size#1 succeeded medium',
      'b#1 succeeded out',
      'join#1 succeeded out',
    ],
  },
  {
    title: 'a switch without a case that holds goes the other way',
    definition: flow(
      [start, map('order', 'body'), switchNode, map('a')],
      edges('in -> order -> size.small -> a'),
    ),
    body: { total: 5 },
    ends: ['succeeded {"total":5}'],
    steps: ['in#1 succeeded out', 'order#1 succeeded out', 'size#1 succeeded small', 'a#1 succeeded out'],
  },
  {
    title: 'a filter stops what does not pass',
    definition: flow(
      [start, node('ok', 'filter', { when: 'body.lines[qty > 5]' }), map('a', '"passed"')],
      edges('in -> ok -> a'),
    ),
    body: { lines: [{ qty: 1 }] },
    ends: ['succeeded {"body":{"lines":[{"qty":1}]},"receivedAt":"2026-03-02T08:00:00.000Z"}'],
    steps: ['in#1 succeeded out', 'ok#1 succeeded rest'],
  },
  {
    title: 'disabled nodes pass their input on and leave no step',
    definition: flow(
      [start, map('a', '"a"'), call('b', { disabled: true }), map('c', '$ & "c"')],
      edges('in -> a -> b -> c'),
    ),
    ends: ['succeeded "ac"'],
    steps: ['in#1 succeeded out', 'a#1 succeeded out', 'c#1 succeeded out'],
    calls: { b: 0 },
  },
  {
    title:
      'expressions read the trigger, earlier steps, the run and variables; chance and time are the run’s',
    definition: flow(
      [
        start,
        map('a', '"A"'),
        map('side', '"S"'),
        map(
          'b',
          '{ "a": $steps.a, "side": $exists($steps.side), "run": $run.id, "v": $vars.rate, "now": $now(), "r": $random() = $random() }',
        ),
      ],
      edges('in -> a -> b', 'in -> side'),
    ),
    variables: { rate: 1.5 },
    ends: [
      'succeeded {"side":"S","b":{"a":"A","side":false,"run":"run-1","v":1.5,"now":"2026-03-02T08:00:00.000Z","r":false}}',
    ],
    steps: ['in#1 succeeded out', 'a#1 succeeded out', 'b#1 succeeded out', 'side#1 succeeded out'],
  },
  {
    title: 'a test run stops behind a node, with pinned outputs in place of calls',
    definition: flow(
      [
        { ...start, pinnedOutput: 'not this' },
        call('credit', { pinnedOutput: { limit: 5 } }),
        map('a', 'limit + 1'),
        call('book'),
      ],
      edges('in -> credit -> a -> book'),
    ),
    run: { test: true, untilNode: 'a' },
    ends: ['succeeded 6'],
    steps: ['in#1 succeeded out', 'credit#1 succeeded out (pinned)', 'a#1 succeeded out'],
    calls: { credit: 0, book: 0 },
    also: ({ store }) =>
      expect(store.steps.find(({ nodeId }) => nodeId === 'in')?.output).not.toBe('not this'),
  },
  {
    title: 'pinned outputs are for tests only',
    definition: flow([start, call('credit', { pinnedOutput: 1 })], edges('in -> credit')),
    script: { acts: { credit: [{ gives: 2 }] } },
    ends: ['succeeded 2'],
    steps: ['in#1 succeeded out', 'credit#1 succeeded out'],
  },
  {
    title: 'a draft that can not be executed fails with a reason',
    definition: flow([start, map('a')], edges('in -> a -> a')),
    run: { test: true },
    ends: ['failed: in#0 flow_invalid at integration-support'],
    steps: [],
  },
  {
    title: 'a node whose settings are incomplete fails alone',
    definition: flow([start, node('a', 'map', {})], edges('in -> a')),
    run: { test: true },
    ends: ['failed: a#1 config_invalid at integration-support'],
    steps: ['in#1 succeeded out', 'a#1 failed config_invalid'],
  },
];

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

const resumes: Scenario[] = [
  {
    title: 'resume with edited input: only what is left runs, with a fresh budget and the same key',
    definition: flow(
      [
        start,
        call('credit'),
        map('order', '{ "item": body.item }'),
        call('book', { retry: { maxAttempts: 2 } }),
      ],
      edges('in -> credit', 'in -> order -> book'),
    ),
    body: { item: 'wrong' },
    script: {
      acts: {
        credit: [{ gives: 'ok' }],
        book: [{ fails: unavailable }, { fails: unavailable }, { fails: unavailable }, { gives: 'SO-1' }],
      },
    },
    moves: ['work', 'wake', { resume: { book: { input: { item: 'right' } } } }, 'wake'],
    ends: [
      'waiting: ERP answered 503; attempt 2 of 2 at 2026-03-02T08:00:00.500Z',
      'failed: book#2 http_503 at integration-support',
      'waiting: ERP answered 503; attempt 2 of 2 at 2026-03-02T08:00:01.000Z',
      'succeeded {"credit":"ok","book":"SO-1"}',
    ],
    steps: [
      'in#1 succeeded out',
      'credit#1 succeeded out',
      'order#1 succeeded out',
      'book#1 failed http_503 retry',
      'book#2 failed http_503',
      'book#3 failed http_503 retry',
      'book#4 succeeded out',
    ],
    calls: { credit: 1, book: 4 },
    also: ({ connectors }) => {
      const calls = connectors.callsOf('book');
      expect(calls.map(({ input }) => input)).toEqual(
        ['wrong', 'wrong', 'right', 'right'].map((item) => ({ body: { item } })),
      );
      expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    },
  },
  {
    title: 'skip: the output given goes on in place of the step',
    definition: flow([start, call('book'), map('done', 'no')], edges('in -> book -> done')),
    script: { acts: { book: [{ fails: unknownItem }] } },
    moves: ['work', { resume: { book: { output: { no: 'by hand' } } } }],
    ends: ['failed: book#1 unknown_item at customer-service', 'succeeded "by hand"'],
    steps: [
      'in#1 succeeded out',
      'book#1 failed unknown_item',
      'book#2 succeeded out (skipped)',
      'done#1 succeeded out',
    ],
    calls: { book: 1 },
  },
];

const effects: Scenario[] = [
  {
    title: 'an unsafe call is announced before, and its refusal may be tried again',
    definition: flow([start, call('send', { retry: fixed }), map('x')], edges('in -> send -> x')),
    script: { acts: { send: [{ fails: unavailable }, { gives: 1 }] }, effects: { send: 'unsafe' } },
    moves: ['work', 'wake'],
    ends: ['waiting: ERP answered 503; attempt 2 of 5 at 2026-03-02T08:00:01.000Z', 'succeeded 1'],
    steps: [
      'in#1 succeeded out',
      'send#1 failed http_503 retry',
      'send#2 succeeded out',
      'x#1 succeeded out',
    ],
    also: ({ store }) =>
      expect(store.checkpoints[0]?.steps.map(({ nodeId, status }) => `${nodeId} ${status}`)).toEqual([
        'in succeeded',
        'send running',
      ]),
  },
  {
    title: 'an unsafe call whose answer is lost stops and asks, though retries and an error port are there',
    definition: flow([start, call('send'), map('mend')], edges('in -> send.error -> mend')),
    script: { acts: { send: [{ fails: reset }] }, effects: { send: 'unsafe' } },
    ends: ['failed: send#1 unknown_outcome at integration-support'],
    steps: ['in#1 succeeded out', 'send#1 failed unknown_outcome'],
    calls: { send: 1 },
    also: ({ store }) =>
      expect(store.verdict).toMatchObject({
        error: {
          message:
            'Whether “SEND” was carried out is not known (The connection broke off). Look in the other system: if it was, skip this step with its result; if not, resume.',
          detail: { cause: { code: 'connection_reset' } },
        },
      }),
  },
  {
    title: 'an unsafe call that times out stops and asks; a person’s resume makes it again',
    definition: flow([start, call('send', { timeoutMs: 5000 })], edges('in -> send')),
    script: { acts: { send: [{ hangsFor: 5000 }, { gives: 1 }] }, effects: { send: 'unsafe' } },
    moves: ['work', { resume: {} }],
    ends: ['failed: send#1 unknown_outcome at integration-support', 'succeeded 1'],
    steps: ['in#1 succeeded out', 'send#1 failed unknown_outcome', 'send#2 succeeded out'],
  },
  {
    title: 'pure calls need no commit of their own',
    definition: flow([start, call('read'), map('x')], edges('in -> read -> x')),
    script: { acts: { read: [{ gives: 1 }] }, effects: { read: 'pure' } },
    ends: ['succeeded 1'],
    steps: ['in#1 succeeded out', 'read#1 succeeded out', 'x#1 succeeded out'],
    commits: 1,
  },
];

const stops: Scenario[] = [
  {
    title: 'a step that does not answer in time is tried again',
    definition: flow([start, call('book', { timeoutMs: 5000, retry: fixed })], edges('in -> book')),
    script: { acts: { book: [{ hangsFor: 5000 }] } },
    ends: ['waiting: No answer within 5 s; attempt 2 of 5 at 2026-03-02T08:00:06.000Z'],
    steps: ['in#1 succeeded out', 'book#1 failed timeout retry'],
    also: ({ connectors }) => expect(connectors.calls[0]?.signal.aborted).toBe(true),
  },
  {
    title: 'the time-out of the run ends what is under way, and a resume begins there',
    definition: flow([start, call('a'), call('b'), map('c')], edges('in -> a.error -> c', 'in -> b')),
    timeoutMs: 60_000,
    script: { acts: { a: [{ hangsFor: 60_000 }, { gives: 'A' }], b: [{ gives: 'B' }] } },
    moves: ['work', { resume: {} }],
    ends: ['failed: a#1 run_timeout at integration-support', 'succeeded {"a":"A","b":"B"}'],
    steps: ['in#1 succeeded out', 'a#1 failed run_timeout', 'a#2 succeeded out', 'b#1 succeeded out'],
  },
  {
    title: 'a run that is claimed past its time-out fails visibly',
    definition: flow([start, call('a')], edges('in -> a')),
    timeoutMs: 60_000,
    moves: [{ pass: 60_000 }, 'work'],
    ends: ['failed: in#1 run_timeout at integration-support'],
    steps: ['in#1 failed run_timeout'],
    calls: { a: 0 },
  },
  {
    title: 'no wait for a retry that the time-out of the run would not let happen',
    definition: flow([start, call('a')], edges('in -> a')),
    timeoutMs: 60_000,
    script: { acts: { a: [{ fails: askedToWait }] } },
    ends: ['failed: a#1 http_429 at integration-support'],
    steps: ['in#1 succeeded out', 'a#1 failed http_429'],
  },
  {
    title: 'the time-out finds a run that waits for a retry',
    definition: flow([start, call('a', { retry: fixed })], edges('in -> a')),
    timeoutMs: 60_000,
    script: { acts: { a: [{ fails: unavailable }] } },
    moves: ['work', { pass: 60_000 }, 'work'],
    ends: [
      'waiting: ERP answered 503; attempt 2 of 5 at 2026-03-02T08:00:01.000Z',
      'failed: a#1 run_timeout at integration-support',
    ],
    steps: ['in#1 succeeded out', 'a#1 failed http_503'],
    calls: { a: 1 },
  },
  {
    title: 'cancelled in mid-call: the call is aborted, nothing more begins',
    definition: flow([start, call('a'), map('b')], edges('in -> a -> b')),
    script: { acts: { a: [{ meanwhile: { kind: 'cancel', by: 'ann' }, gives: 1 }] } },
    ends: ['cancelled by ann'],
    steps: ['in#1 succeeded out', 'a#1 cancelled cancelled'],
    also: ({ ended, connectors }) => {
      expect(ended).toEqual(['cancelled']);
      expect(connectors.calls[0]?.signal.aborted).toBe(true);
    },
  },
  {
    title: 'cancelled before a worker has it',
    definition: flow([start, call('a')], edges('in -> a')),
    run: { cancelRequestedBy: 'ann' },
    ends: ['cancelled by ann'],
    steps: [],
    calls: { a: 0 },
  },
  {
    title: 'a shutdown lets the call finish and gives the run back; the next worker goes on behind it',
    definition: flow([start, call('a'), call('b')], edges('in -> a -> b')),
    script: { acts: { a: [{ meanwhile: { kind: 'shutdown' }, gives: 'A' }], b: [{ gives: 'B' }] } },
    moves: ['work', 'work'],
    ends: ['released', 'succeeded "B"'],
    steps: ['in#1 succeeded out', 'a#1 succeeded out', 'b#1 succeeded out'],
    calls: { a: 1, b: 1 },
    also: ({ connectors }) => expect(connectors.callsOf('b')[0]?.input).toEqual({ body: 'A' }),
  },
  {
    title: 'a shutdown during the last step changes nothing',
    definition: flow([start, call('a')], edges('in -> a')),
    script: { acts: { a: [{ meanwhile: { kind: 'shutdown' }, gives: 'A' }] } },
    ends: ['succeeded "A"'],
    steps: ['in#1 succeeded out', 'a#1 succeeded out'],
  },
  {
    title: 'a lost lease: nothing is written any more, the call is aborted',
    definition: flow([start, call('a'), call('b')], edges('in -> a -> b')),
    script: { acts: { a: [{ meanwhile: { kind: 'lease-lost' }, gives: 1 }] } },
    ends: ['lease-lost'],
    steps: [],
    calls: { b: 0 },
    commits: 0,
    also: ({ connectors, ended }) => {
      expect(connectors.calls[0]?.signal.aborted).toBe(true);
      expect(ended).toEqual([]);
    },
  },
];

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
      ],
      edges('in -> a', 'in -> b'),
    ),
    ends: [
      'failed: a#1 business_key_missing at integration-support, b#1 time_invalid at integration-support',
    ],
    steps: ['in#1 succeeded out', 'a#1 failed business_key_missing', 'b#1 failed time_invalid'],
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

describe.each([
  ['graph', graph],
  ['failures', failures],
  ['resumes', resumes],
  ['effects', effects],
  ['time-outs and stops', stops],
  ['business', business],
])('%s', (_, scenarios) => {
  it.each(scenarios)('$title', async (scenario) => {
    await play(scenario);
  });
});
