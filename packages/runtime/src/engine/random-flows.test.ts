import type { FlowDefinition, FlowNode } from '@crossdock/flow-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepRecord } from './ports.ts';
import type { Act } from './scenarios/connectors.fixture.ts';
import { driveToEnd } from './scenarios/drive.fixture.ts';
import { call, flow, map, node, start } from './scenarios/flows.fixture.ts';
import { World } from './scenarios/world.fixture.ts';
import { StepFailure } from './step-failure.ts';

const unavailable = new StepFailure('technical-transient', 'http_503', 'unavailable');
const refused = new StepFailure('business', 'refused', 'refused');

const acts: Readonly<Record<string, readonly Act[]>> = {
  works: [{ gives: 1 }],
  recovers: [{ fails: unavailable }, { fails: unavailable }, { gives: 1 }],
  refuses: [{ fails: refused }],
};

const kinds = ['map', 'works', 'recovers', 'refuses', 'yes', 'no', 'off'] as const;
type Kind = (typeof kinds)[number];

const ports: Readonly<Record<Kind, readonly string[]>> = {
  map: ['out', 'error'],
  works: ['out', 'error'],
  recovers: ['out', 'error'],
  refuses: ['out', 'error'],
  yes: ['out', 'rest'],
  no: ['out', 'rest'],
  off: ['out'],
};

function nodeOf(kind: Kind, id: string): FlowNode {
  if (kind === 'map') return map(id, '1');
  if (kind === 'off') return map(id, '1', { disabled: true });
  if (kind === 'yes' || kind === 'no') return node(id, 'filter', { when: kind === 'yes' ? 'true' : 'false' });
  return call(id, { retry: { maxAttempts: 4 } });
}

interface Drawn {
  definition: FlowDefinition;
  acts: Record<string, readonly Act[]>;
}

/** Nodes in a row, each behind at least one earlier one, by any of its ports. */
const anyFlow: fc.Arbitrary<Drawn> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      from: fc.array(fc.record({ back: fc.nat(30), port: fc.nat(1) }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) => {
    const ids = ['in', ...drawn.map((_, index) => `n${String(index).padStart(2, '0')}`)];
    const edges = new Map(
      drawn.flatMap(({ from }, index) =>
        from.map(({ back, port }) => {
          const at = back % (index + 1);
          const kind = drawn[at - 1]?.kind;
          const source = ids[at] ?? 'in';
          const sourcePort = kind ? (ports[kind][port % ports[kind].length] ?? 'out') : 'out';
          const target = ids[index + 1] ?? '';
          return [`${source}.${sourcePort}-${target}`, { source, sourcePort, target }] as const;
        }),
      ),
    );
    return {
      definition: flow(
        [start, ...drawn.map(({ kind }, index) => nodeOf(kind, ids[index + 1] ?? ''))],
        [...edges].map(([id, edge]) => ({ id, ...edge })),
      ),
      acts: Object.fromEntries(drawn.map(({ kind }, index) => [ids[index + 1] ?? '', acts[kind] ?? []])),
    };
  });

type Fate = 'ran' | 'passed' | 'dead' | 'pending' | 'failed';

/** What must have become of each node, worked out from the records of the nodes before it. */
function fates({ nodes, edges }: FlowDefinition, latest: ReadonlyMap<string, StepRecord>): Map<string, Fate> {
  const found = new Map<string, Fate>();
  for (const { id, disabled } of nodes) {
    const arriving = edges.filter(({ target }) => target === id);
    const settled = arriving.every(({ source }) => !['pending', 'failed'].includes(found.get(source) ?? ''));
    const taken = arriving.some(({ source, sourcePort = 'out' }) =>
      found.get(source) === 'passed'
        ? sourcePort === 'out'
        : found.get(source) === 'ran' && latest.get(source)?.ports.includes(sourcePort),
    );
    if (id !== 'in' && !settled) found.set(id, 'pending');
    else if (id !== 'in' && !taken) found.set(id, 'dead');
    else if (disabled) found.set(id, 'passed');
    else found.set(id, latest.get(id)?.ports.length === 0 ? 'failed' : 'ran');
  }
  return found;
}

describe('any flow', () => {
  it('ends; what is not dead runs once, what is dead never, whether or not the process dies in between', async () => {
    const crash = fc.option(
      fc.record({
        at: fc.integer({ min: 1, max: 8 }),
        when: fc.constantFrom('before' as const, 'after' as const),
      }),
      { nil: undefined },
    );
    await fc.assert(
      fc.asyncProperty(anyFlow, crash, async (drawn, dies) => {
        const world = new World({ definition: drawn.definition, script: { acts: drawn.acts } });
        if (dies) world.store.crashAt(dies);
        const { last } = await driveToEnd(world);

        const latest = new Map(
          world.store.steps.toSorted((a, b) => a.attempt - b.attempt).map((step) => [step.nodeId, step]),
        );
        const expected = fates(drawn.definition, latest);
        for (const [id, fate] of expected) {
          const steps = world.store.steps.filter(({ nodeId }) => nodeId === id);
          const ends = steps.filter(
            ({ status, ports: taken, retryAt }) => status !== 'failed' || taken.length || !retryAt,
          );
          expect([id, fate, ends.length]).toEqual([id, fate, fate === 'ran' || fate === 'failed' ? 1 : 0]);
          if (ends.length === 0) expect(steps).toEqual([]);
        }
        expect(last.kind).toBe([...expected.values()].includes('failed') ? 'failed' : 'succeeded');
      }),
      { numRuns: 300 },
    );
  });
});
