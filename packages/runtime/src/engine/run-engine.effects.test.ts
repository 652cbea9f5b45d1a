import { expect } from 'vitest';
import { call, edges, flow, map, start } from './scenarios/flows.fixture.ts';
import { fixed, reset, unavailable, unknownItem } from './scenarios/failures.fixture.ts';
import { playAll, type Scenario } from './scenarios/runner.fixture.ts';

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

playAll('resumes', resumes);
playAll('effects', effects);
