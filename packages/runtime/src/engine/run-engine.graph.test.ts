import { expect } from 'vitest';
import { call, edges, flow, map, node, start } from './scenarios/flows.fixture.ts';
import { playAll, type Scenario } from './scenarios/runner.fixture.ts';

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

playAll('the graph', graph);
