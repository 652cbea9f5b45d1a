import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from './flow.ts';
import { edges, flow, manual, map, node } from './flows.fixture.ts';
import { nodeKinds, nodeTypes } from './node-kinds.ts';
import { planFlow } from './plan.ts';
import { called, cases, context } from './validate.cases.fixture.ts';
import { checkShape, validateFlow } from './validate.ts';

const lines = (findings: { path: string; message: string; rule: string }[]): string[] =>
  findings.map(({ path, message, rule }) => `${rule} ${path}: ${message}`);

describe('validateFlow', () => {
  it.each(cases)('$title', ({ definition, errors = [], warnings = [] }) => {
    const plain: unknown = JSON.parse(JSON.stringify(definition));
    const findings = validateFlow(plain, context);
    expect(lines(findings.errors)).toEqual(errors);
    expect(lines(findings.warnings)).toEqual(warnings);
  });

  it('names the node of each finding on a node', () => {
    const { errors } = validateFlow(flow([manual, map('a', '')], edges('in -> a')));
    expect(errors).toEqual([expect.objectContaining({ path: 'nodes[1].config.expression', nodeId: 'a' })]);
  });

  it('takes what the caller says that an expression reads', () => {
    const definition = flow([manual, map('a', '$steps.in')], edges('in -> a'));
    const reads = (...paths: string[]) => validateFlow(definition, { dependencies: () => paths }).errors;
    expect(reads('$steps.in.body', '$trigger', 'steps')).toEqual([]);
    expect(reads('steps.ghost.body')).toEqual([expect.objectContaining({ rule: 'unknown-step' })]);
  });

  it('checks without context only what needs none', () => {
    expect(validateFlow(called({ connector: 'sap', connection: 'crm' })).errors).toEqual([]);
  });

  it('takes a flow of 2,000 nodes in a row', () => {
    const nodes = Array.from({ length: 1999 }, (_, index) => map(`n${index}`));
    const links = nodes.map(({ id }, index) => `${index === 0 ? 'in' : `n${index - 1}`} -> ${id}`);
    expect(validateFlow(flow([manual, ...nodes], edges(...links))).errors).toEqual([]);
    const circle = validateFlow(flow([manual, ...nodes], edges(...links, 'n1998 -> n0'))).errors;
    expect(lines(circle)).toEqual([
      'cycle nodes[1]: These nodes wait for each other in a circle: “n0” → “n1” → “n2” → “n3” → “n4” → “n5” → “n6” → “n7” → “n8” → “n9” → “n10” → “n11” → … → “n0”. Remove one of the edges.',
    ]);
  });
});

describe('any document', () => {
  const config = fc.dictionary(
    fc.constantFrom(
      'expression',
      'when',
      'cases',
      'otherwise',
      'auth',
      'schema',
      'cron',
      'timeZone',
      'input',
      'x',
    ),
    fc.oneof(fc.jsonValue(), fc.constantFrom('=a', "'=a", { type: 'hmac' }, [{ port: 'a', when: '1' }])),
  );
  const anyNode = fc.record(
    {
      id: fc.constantFrom('a', 'b', 'c', '1'),
      type: fc.constantFrom(...nodeTypes, 'teleport'),
      name: fc.string(),
      position: fc.constant({ x: 0, y: 0 }),
      config: fc.oneof(config, fc.constantFrom(...Object.values(nodeKinds).map(({ defaults }) => defaults))),
      disabled: fc.boolean(),
      parentId: fc.constantFrom('a', 'z'),
    },
    { requiredKeys: ['id', 'type', 'name', 'position', 'config'] },
  );
  const anyEdge = fc.record(
    {
      id: fc.string({ minLength: 1, maxLength: 3 }),
      source: fc.constantFrom('a', 'b', 'c', 'z'),
      sourcePort: fc.constantFrom('out', 'error', 'a'),
      target: fc.constantFrom('a', 'b', 'c', 'z'),
    },
    { requiredKeys: ['id', 'source', 'target'] },
  );
  const document = fc.oneof(
    fc.jsonValue(),
    fc.record({
      formatVersion: fc.constant(1),
      name: fc.string({ minLength: 1, maxLength: 9 }),
      nodes: fc.array(fc.oneof({ weight: 9, arbitrary: anyNode }, fc.jsonValue()), { maxLength: 5 }),
      edges: fc.array(anyEdge, { maxLength: 8 }),
    }),
  );

  it('is judged without throwing, and can be planned if it has no errors', () => {
    fc.assert(
      fc.property(document, (definition) => {
        const { errors } = validateFlow(definition, context);
        for (const { message, rule } of errors) expect([message, rule]).not.toContain('');
        if (errors.length === 0) expect(() => planFlow(definition as FlowDefinition)).not.toThrow();
      }),
      { numRuns: Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 500) },
    );
  });
});

describe('checkShape', () => {
  it('lets incomplete drafts pass', () => {
    expect(checkShape(flow([node('x', 'connector'), node('y', 'someday', { a: 1 })]))).toEqual([]);
  });

  it('says what is not a flow', () => {
    expect(lines(checkShape({ ...flow([manual]), edges: [{ id: 'e' }] }))).toEqual([
      'shape edges[0].source: “source” is missing.',
      'shape edges[0].target: “target” is missing.',
    ]);
  });
});
