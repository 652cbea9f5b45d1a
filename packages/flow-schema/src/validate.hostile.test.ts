import { describe, expect, it } from 'vitest';
import { flowLimits } from './flow.ts';
import { edges, flow, manual, map, node } from './flows.fixture.ts';
import { planFlow } from './plan.ts';
import { validateFlow } from './validate.ts';

/** As large as documents may be. Each is judged in well under a second; one that takes forever times out. */
describe('a hostile document', () => {
  const ids = Array.from({ length: flowLimits.nodes - 1 }, (_, index) => `n${index}`);
  const steps = ids.map((id) => map(id, '$steps.in.body'));
  const arcs = (from: (index: number) => number, to: (index: number) => number) =>
    Array.from({ length: flowLimits.edges }, (_, index) => ({
      id: `edge-${index}`,
      source: ids[from(index)] ?? 'in',
      target: ids[to(index)] ?? '',
    }));
  const many = (length: number): Record<string, number> =>
    Object.fromEntries(Array.from({ length }, (_, index) => [`k${index}`, index]));

  it.each<[string, unknown, string[]]>([
    [
      'layers of nodes that read the first one',
      flow(
        [manual, ...steps],
        arcs(
          (index) => Math.floor(index / 6) - 1 - (index % 6),
          (index) => Math.floor(index / 6),
        ),
      ),
      ['duplicate-edge', 'unreachable', 'unconnected', 'unknown-step', 'more'],
    ],
    [
      'each node connected to each',
      flow(
        [manual, ...steps],
        arcs(
          (index) => index % 100,
          (index) => Math.floor(index / 100),
        ),
      ),
      ['cycle', 'unreachable', 'unconnected', 'more'],
    ],
    [
      'one id for all',
      flow(
        steps.map((step) => ({ ...step, id: 'n' })),
        arcs(
          () => 0,
          () => 0,
        ).map((edge) => ({ ...edge, id: 'e' })),
      ),
      ['duplicate-id', 'more'],
    ],
    ['more nodes than there may be', flow(Array.from({ length: 5000 }, () => manual)), ['shape']],
    ['unknown fields', flow(ids.map((id) => node(id, 'map', many(100)))), ['config', 'more']],
    [
      'one node of unknown fields',
      flow([manual, node('a', 'map', many(200_000))], edges('in -> a')),
      ['config'],
    ],
    [
      'expressions that read what is not there',
      flow(
        [
          manual,
          node('a', 'milestone', {
            name: 'x',
            businessKey: { type: 't', value: 'v' },
            data: { a: Array.from({ length: 200_000 }, () => '=$steps.ghost') },
          }),
        ],
        edges('in -> a'),
      ),
      ['unknown-step', 'more'],
    ],
    [
      'a schedule without end',
      flow([node('in', 'schedule', { cron: '1,'.repeat(1_000_000), timeZone: 'UTC', missed: 'skip' })]),
      ['config'],
    ],
    [
      'schedules',
      flow(ids.map((id) => node(id, 'schedule', { cron: '0 0 30 2 *', timeZone: 'UTC', missed: 'skip' }))),
      ['trigger', 'more'],
    ],
    ['a name of megabytes', flow([{ ...manual, name: 'x'.repeat(3_000_000) }]), ['shape']],
    [
      'names of prototypes',
      JSON.parse(
        '{"formatVersion":1,"name":"x","nodes":[{"id":"__proto__","type":"constructor","name":"x","position":{"x":0,"y":0},"config":{"__proto__":1}}],"edges":[],"settings":{"__proto__":{}}}',
      ),
      ['shape'],
    ],
  ])('of %s is refused in few words', (_, definition, rules) => {
    const { errors } = validateFlow(definition);
    expect([...new Set(errors.map(({ rule }) => rule))].filter((rule) => !rules.includes(rule))).toEqual([]);
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors).length).toBeLessThan(200_000);
  });

  it('names of prototypes as ids are ids like others', () => {
    const named = ['constructor', '__proto__', 'toString', 'hasOwnProperty'].map((id) => map(id));
    const definition = flow(
      [manual, ...named],
      edges(
        'in -> constructor',
        'constructor -> __proto__',
        '__proto__ -> toString',
        'toString -> hasOwnProperty',
      ),
    );
    expect(validateFlow(definition).errors).toEqual([]);
    expect(planFlow(definition).nodes.map(({ id }) => id)).toEqual([
      'in',
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
    ]);
  });
});
