import { expect } from 'vitest';
import { call, edges, flow, map, start } from './scenarios/flows.fixture.ts';
import { askedToWait, fixed, unavailable } from './scenarios/failures.fixture.ts';
import { playAll, type Scenario } from './scenarios/runner.fixture.ts';

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
  {
    title:
      'given up in mid-call with the lease still valid: an unsafe call is not repeated, a person decides',
    definition: flow([start, call('a')], edges('in -> a')),
    script: { acts: { a: [{ givenUp: true }, { gives: 1 }] }, effects: { a: 'unsafe' } },
    moves: ['work', 'work'],
    ends: ['lease-lost', 'failed: a#1 unknown_outcome at integration-support'],
    steps: ['in#1 succeeded out', 'a#1 failed unknown_outcome'],
    calls: { a: 1 },
  },
  {
    title: 'given up in mid-call with the lease still valid: the call is made again under its number',
    definition: flow([start, call('a')], edges('in -> a')),
    script: { acts: { a: [{ givenUp: true }, { gives: 'A' }] } },
    moves: ['work', 'work'],
    ends: ['lease-lost', 'succeeded "A"'],
    steps: ['in#1 succeeded out', 'a#1 succeeded out'],
    calls: { a: 2 },
  },
];

playAll('time-outs and stops', stops);
