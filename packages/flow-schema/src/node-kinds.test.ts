import fc from 'fast-check';
import { Check } from 'typebox/schema';
import { describe, expect, it } from 'vitest';
import { fitting, nearlyFitting } from './any-config.fixture.ts';
import { edges, flow, manual, map, node } from './flows.fixture.ts';
import { flowJsonSchema } from './json-schema.ts';
import { nodeKinds, type NodeType } from './node-kinds.ts';
import { planFlow } from './plan.ts';
import { validateFlow } from './validate.ts';

const runs = { numRuns: Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 40) };

/** A flow with one node of this type and config, connected as far as the type allows. */
function flowAround(type: NodeType, config: unknown) {
  const step = node('step', type, config as Record<string, unknown>);
  const { group, hasInput } = nodeKinds[type];
  if (group === 'trigger') return flow([step, map('next')], edges('step -> next'));
  return flow([manual, step], hasInput ? edges('in -> step') : []);
}

const misfits = (definition: unknown) =>
  validateFlow(definition).errors.filter(({ rule }) => rule === 'config' || rule === 'shape');

describe.each(Object.entries(nodeKinds))('%s', (name, kind) => {
  const type = name as NodeType;

  it('judges and plans any config that fits its schema', () => {
    fc.assert(
      fc.property(fitting(kind.config), (config) => {
        const definition = flowAround(type, config);
        expect(misfits(definition)).toEqual([]);
        expect(planFlow(definition).nodes.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  it('takes what the published schema takes, and nothing else', () => {
    fc.assert(
      fc.property(nearlyFitting(kind.config), (config) => {
        const definition = flowAround(type, config);
        expect(misfits(definition).length === 0).toBe(Check(flowJsonSchema, definition));
      }),
      runs,
    );
  });
});
