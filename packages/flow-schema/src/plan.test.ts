import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edges, flow, manual, map, node } from './flows.fixture.ts';
import { ancestorsOf, planFlow, planUpTo, PlanError } from './plan.ts';
import { failureBefore, inputOf, readyNodes, settle, settleNext, type NodeResult } from './settle.ts';

const done = (output: unknown, ...ports: string[]): NodeResult => ({
  output,
  ports: ports.length > 0 ? ports : ['out'],
});

const diamond = flow(
  [
    map('join'),
    map('b'),
    node('size', 'switch', {
      cases: [
        { port: 'large', when: 'true' },
        { port: 'small', when: 'true' },
      ],
    }),
    map('a'),
    manual,
    node('n', 'note', { text: '' }),
  ],
  edges('in -> size', 'size.large -> a', 'size.small -> b', 'b -> join', 'a -> join', 'in -> join'),
);

describe('planFlow', () => {
  it('orders by distance from the trigger, then by id, and leaves notes out', () => {
    const plan = planFlow(diamond);
    expect(plan.nodes.map(({ id }) => id)).toEqual(['in', 'size', 'a', 'b', 'join']);
    expect(plan.byId.get('join')?.incoming.map(({ source }) => source)).toEqual(['in', 'a', 'b']);
  });

  it('gives the same plan however the document is arranged', () => {
    const ids = (nodes: readonly { id: string }[]) => nodes.map(({ id }) => id);
    const expected = ids(planFlow(diamond).nodes);
    const arranged = fc.record({
      nodes: fc.shuffledSubarray(diamond.nodes, { minLength: diamond.nodes.length }),
      edges: fc.shuffledSubarray(diamond.edges, { minLength: diamond.edges.length }),
      x: fc.integer(),
    });
    fc.assert(
      fc.property(arranged, ({ nodes, edges: links, x }) => {
        const moved = nodes.map((each) => ({ ...each, position: { x, y: -x } }));
        expect(ids(planFlow(flow(moved, links)).nodes)).toEqual(expected);
      }),
    );
  });

  it.each([
    ['no trigger', flow([map('a')])],
    ['two triggers', flow([manual, node('x', 'manual')])],
    ['an unknown type', flow([manual, node('x', 'teleport')])],
    ['an edge that leads nowhere', flow([manual], edges('in -> x'))],
    ['a cycle', flow([manual, map('a'), map('b')], edges('in -> a', 'a -> b', 'b -> a'))],
  ])('refuses %s', (_, definition) => {
    expect(() => planFlow(definition)).toThrow(PlanError);
  });

  it('can be cut off behind a node', () => {
    const plan = planUpTo(planFlow(diamond), 'a');
    expect(plan.nodes.map(({ id }) => id)).toEqual(['in', 'size', 'a']);
    expect(plan.byId.get('size')?.outgoing.map(({ target }) => target)).toEqual(['a']);
    expect([...ancestorsOf(planFlow(diamond), 'a')].toSorted()).toEqual(['in', 'size']);
  });
});

describe('settle', () => {
  const plan = planFlow(diamond);
  const states = (results: Record<string, NodeResult>) =>
    Object.fromEntries(settle(plan, new Map(Object.entries(results))).states);

  it('starts with the trigger', () => {
    expect(states({})).toEqual({
      in: 'ready',
      size: 'pending',
      a: 'pending',
      b: 'pending',
      join: 'pending',
    });
  });

  it('makes branches not taken dead, and a join wait for the others', () => {
    expect(states({ in: done(1), size: done(1, 'large') })).toMatchObject({
      a: 'ready',
      b: 'dead',
      join: 'pending',
    });
    expect(states({ in: done(1), size: done(1, 'large'), a: done(2) })).toMatchObject({ join: 'ready' });
  });

  it('gives a join its inputs by source', () => {
    const { results } = settle(
      plan,
      new Map(Object.entries({ in: done(1), size: done(1, 'large'), a: done(2) })),
    );
    const join = plan.byId.get('join');
    expect(join && inputOf(join, results)).toEqual({ in: 1, a: 2 });
  });

  it('lets disabled nodes pass their input on', () => {
    const off = planFlow(
      flow(
        [manual, map('a', '$', { disabled: true }), map('b', '$', { disabled: true }), map('c')],
        edges('in -> a', 'a -> b', 'b -> c'),
      ),
    );
    const settlement = settle(off, new Map([['in', done('message')]]));
    const ready = readyNodes(off, settlement);
    expect(ready.map(({ id }) => id)).toEqual(['c']);
    expect(ready.map((each) => inputOf(each, settlement.results))).toEqual(['message']);
  });

  it('comes step by step to what it would find at once', () => {
    const some = fc.array(
      fc.record({ from: fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 3 }), disabled: fc.boolean() }),
      { minLength: 1, maxLength: 10 },
    );
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat(4)), (drawn, chance) => {
        const ids = ['in', ...drawn.map((_, index) => `n${index}`)];
        const links = drawn.flatMap(({ from }, index) =>
          [...new Set(from.map((back) => ids[back % (index + 1)]))].map((source) => `${source} -> n${index}`),
        );
        const nodes = drawn.map(({ disabled }, index) => map(`n${index}`, '$', { disabled }));
        const random = planFlow(flow([manual, ...nodes], edges(...links)));
        const results = new Map<string, NodeResult>();
        let settlement = settle(random, results);
        for (
          let ready = readyNodes(random, settlement);
          ready.length > 0;
          ready = readyNodes(random, settlement)
        ) {
          const next = ready[(chance.next().value ?? 0) % ready.length];
          if (!next) break;
          const result = { ports: chance.next().value === 0 ? [] : ['out'], output: next.id };
          settlement = settleNext(random, settlement, next.id, result);
          results.set(next.id, result);
          expect(settlement).toEqual(settle(random, results));
        }
        expect([...settlement.states.values()].every((state) => state === 'done' || state === 'dead')).toBe(
          true,
        );
      }),
    );
  });

  it('never makes nodes ready that nothing leads to', () => {
    const loose = planFlow(flow([manual, map('a'), map('b')], edges('a -> b')));
    expect(Object.fromEntries(settle(loose, new Map()).states)).toEqual({
      in: 'ready',
      a: 'dead',
      b: 'dead',
    });
  });

  it('finds the failure whose error branch leads to a node', () => {
    const failing = planFlow(
      flow(
        [manual, map('a'), map('b'), map('c'), map('d')],
        edges('in -> a', 'a.error -> b', 'b -> c', 'in -> d'),
      ),
    );
    const results = new Map<string, NodeResult<string>>([
      ['in', { ports: ['out'], output: 1 }],
      ['a', { ports: ['error'], output: 1, failure: 'broken' }],
      ['b', { ports: ['out'], output: 2 }],
    ]);
    const failureAt = (id: string) => {
      const found = failing.byId.get(id);
      return found && failureBefore(failing, found, results);
    };
    expect(['b', 'c', 'd', 'a'].map(failureAt)).toEqual(['broken', 'broken', undefined, undefined]);
  });
});
