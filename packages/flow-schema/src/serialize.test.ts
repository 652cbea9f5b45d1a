import { Check } from 'typebox/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from './flow.ts';
import { edges, flow, manual, map, node } from './flows.fixture.ts';
import { flowJsonSchema } from './json-schema.ts';
import { nodeKinds } from './node-kinds.ts';
import { parseFlow, serializeFlow } from './serialize.ts';

const json = fc.jsonValue({ maxDepth: 4 });
const anyFlow: fc.Arbitrary<FlowDefinition> = fc
  .array(
    fc.record({
      type: fc.constantFrom(...Object.keys(nodeKinds), 'unknown'),
      name: fc.string({ minLength: 1, maxLength: 20 }),
      x: fc.integer(),
      config: fc.dictionary(fc.string({ maxLength: 10 }), json, { maxKeys: 5 }),
    }),
    { maxLength: 6 },
  )
  .map((nodes) =>
    flow(
      nodes.map(({ type, name, x, config }, index) => ({
        ...node(`n${index}`, type, config),
        name,
        position: { x, y: 0 },
      })),
    ),
  );

/** The same value with the keys of every known object in another order. */
const reversed = (definition: FlowDefinition): FlowDefinition => {
  const turn = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).toReversed()) as T;
  return turn({ ...definition, nodes: definition.nodes.map((each) => turn(each)) });
};

describe('serializeFlow', () => {
  it('is read back as it was, and gives the same text again', () => {
    fc.assert(
      fc.property(anyFlow, (definition) => {
        const text = serializeFlow(definition);
        const back = parseFlow(text);
        expect(back).toEqual({ definition: JSON.parse(JSON.stringify(definition)) as unknown });
        expect('definition' in back && serializeFlow(back.definition)).toBe(text);
        expect(serializeFlow(reversed(definition))).toBe(text);
      }),
    );
  });

  it('writes known fields in the order of the format, free ones as they stand', () => {
    const text = serializeFlow(
      reversed(
        flow(
          [node('call', 'connector', { input: { z: 1, a: 2 }, operation: 'o', connector: 'c' })],
          edges('in -> call'),
        ),
      ),
    );
    const keys = [...text.matchAll(/"(\w+)":/g)].map(([, key]) => key);
    expect(keys.join(' ')).toBe(
      'formatVersion name nodes id type name position x y config connector operation input z a edges id source target',
    );
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('is read back from a file with a byte-order mark', () => {
    const definition = flow([manual]);
    expect(parseFlow(`\uFEFF${serializeFlow(definition)}`)).toEqual({ definition });
  });

  it.each([
    ['{"formatVersion": 1', 'json'],
    ['{"formatVersion": 1}', 'shape'],
  ])('says what is wrong with %s', (text, rule) => {
    const parsed = parseFlow(text);
    expect('errors' in parsed && parsed.errors[0]?.rule).toBe(rule);
  });
});

describe('flowJsonSchema', () => {
  const fits = (definition: unknown) => Check(flowJsonSchema, definition);

  it('takes every node type with its defaults', () => {
    const nodes = Object.entries(nodeKinds).map(([type, kind], index) =>
      node(`n${index}`, type, Object.fromEntries(Object.entries(kind.defaults))),
    );
    expect(fits(JSON.parse(JSON.stringify(flow(nodes))))).toBe(true);
  });

  it('takes an expression in place of a dynamic value, but not elsewhere', () => {
    const milestone = { name: 'x', businessKey: { type: 't', value: '=v' } };
    expect(fits(flow([manual, node('m', 'milestone', { ...milestone, data: '=$' })]))).toBe(true);
    expect(fits(flow([manual, node('m', 'milestone', { ...milestone, businessKey: '=$' })]))).toBe(false);
  });

  it('refuses unknown types and config that does not fit', () => {
    expect(fits(flow([node('x', 'teleport')]))).toBe(false);
    expect(fits(flow([map('m', '')]))).toBe(false);
  });
});
