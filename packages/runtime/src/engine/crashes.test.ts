import { describe, expect, it } from 'vitest';
import type { Crash } from './scenarios/memory-store.fixture.ts';
import { driveToEnd } from './scenarios/drive.fixture.ts';
import { call, edges, flow, map, node, start } from './scenarios/flows.fixture.ts';
import { World } from './scenarios/world.fixture.ts';
import { StepFailure } from './step-failure.ts';

const unavailable = new StepFailure('technical-transient', 'http_503', 'ERP answered 503');
const unknownItem = new StepFailure('business', 'unknown_item', 'No such item');

/** Branches, retries, an error path, an unsafe call, a milestone: everything that a checkpoint may hold. */
const definition = flow(
  [
    start,
    map('order', '{ "no": 1 }'),
    call('credit'),
    call('book'),
    call('stock'),
    map('short', '{ "short": $error.code }'),
    call('send'),
    node('done', 'milestone', { name: 'order.done', businessKey: { type: 'order', value: '1' } }),
    call('tell'),
  ],
  edges('in -> order -> credit -> book -> done -> send -> tell', 'order -> stock.error -> short -> done'),
);

const newWorld = (): World =>
  new World({
    definition,
    script: {
      acts: {
        credit: [{ gives: 'ok' }],
        book: [{ fails: unavailable }, { gives: 'SO-1' }],
        stock: [{ fails: unknownItem }],
        send: [{ gives: 'sent' }],
        tell: [{ gives: 'told' }],
      },
      effects: { send: 'unsafe', credit: 'lookup-first' },
    },
  });

const baseline = newWorld();
await driveToEnd(baseline);
const crashes = baseline.store.checkpoints.flatMap((_, index): Crash[] => [
  { at: index + 1, when: 'before' },
  { at: index + 1, when: 'after' },
]);

describe('the process dies', () => {
  it('has enough places to die at', () => {
    expect(crashes.length).toBeGreaterThanOrEqual(12);
  });

  it.each(crashes)(
    '$when checkpoint $at: nothing is lost, nothing completed is done again',
    async (crash) => {
      const world = newWorld();
      world.store.crashAt(crash);
      const doneBefore = new Map<string, number>();
      void world.store.crashed.then(() => {
        for (const { nodeId, status } of world.store.steps)
          if (status === 'succeeded') doneBefore.set(nodeId, world.connectors.callsOf(nodeId).length);
      });

      const { last, ends } = await driveToEnd(world);
      expect(last).toEqual({ kind: 'succeeded', output: 'told' });
      expect(ends.filter(({ kind }) => kind === 'crashed')).toHaveLength(1);
      for (const [nodeId, calls] of doneBefore)
        expect([nodeId, world.connectors.callsOf(nodeId).length]).toEqual([nodeId, calls]);
      for (const operation of ['credit', 'book', 'stock', 'send', 'tell']) {
        const calls = world.connectors.callsOf(operation);
        expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBeLessThanOrEqual(1);
        expect(calls.length).toBeLessThanOrEqual(baseline.connectors.callsOf(operation).length + 1);
      }
      const skipped = world.store.steps.some(({ origin }) => origin === 'skipped');
      const sent = world.connectors.callsOf('send').length;
      expect(sent, 'the unsafe call').toBeLessThanOrEqual(1);
      expect(sent === 1 || skipped).toBe(true);
      expect(world.store.milestones).toHaveLength(1);
    },
  );

  it('gives every step a key of its own', () => {
    const keys = baseline.connectors.calls.map(
      ({ idempotencyKey, operation }) => `${operation} ${idempotencyKey}`,
    );
    const distinct = new Set(baseline.connectors.calls.map(({ idempotencyKey }) => idempotencyKey));
    expect(distinct.size).toBe(new Set(keys).size);
    expect(baseline.connectors.calls[0]?.idempotencyKey).toMatch(/^[\w-]{43}$/);
  });
});
