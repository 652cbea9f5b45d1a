import { describe, expect, it } from 'vitest';
import { edges, flow, manual, map, node } from './flows.fixture.ts';
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
    expect(
      lines(
        validateFlow(flow([manual, ...nodes], edges(...links, 'n1998 -> n0')), {}).errors.slice(0, 1),
      )[0]?.slice(0, 60),
    ).toBe('cycle nodes[1]: These nodes wait for each other in a circle:');
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
