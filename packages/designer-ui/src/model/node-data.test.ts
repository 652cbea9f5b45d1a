import type { FlowDefinition, Step, TriggerMessage } from '@crossdock/flow-schema';
import { describe, expect, it } from 'vitest';
import { evaluateExpression } from './evaluate.ts';
import { flow } from './flow.fixture.ts';
import { DesignTimeData } from './node-data.ts';

const definition = flow(
  'in:webhook read:parse map1:map size:switch book:connector after:map',
  'in>read read>map1 map1>size size.yes>book book>after',
  {
    read: { format: 'csv', source: '=body' },
    map1: { expression: '{ "sku": $[0].sku, "by": $trigger.headers.partner }' },
    after: { expression: '$steps.map1.sku & ":" & status' },
  },
);

const message: TriggerMessage = {
  body: 'sku,qty\nA,2\n',
  headers: { partner: 'acme' },
  receivedAt: '2026-01-02T00:00:00Z',
};

const step = (nodeId: string, rest: Partial<Step>): Step => ({
  nodeId,
  path: '',
  attempt: 1,
  status: 'succeeded',
  startedAt: '2026-01-02T00:00:00Z',
  durationMs: 5,
  ports: ['out'],
  effect: 'pure',
  ...rest,
});

const dataOf = (
  flowDefinition: FlowDefinition,
  given: Partial<ConstructorParameters<typeof DesignTimeData>[1]> = {},
) => new DesignTimeData(flowDefinition, { message, steps: [], variables: {}, ...given });

describe('data while designing', () => {
  it('works out parsers and maps from the sample message', () => {
    const data = dataOf(definition);
    expect(data.output('in')).toEqual({ value: message, source: 'sample' });
    expect(data.output('map1')).toEqual({ value: { sku: 'A', by: 'acme' }, source: 'computed' });
    expect(data.input('book')).toEqual({ value: { sku: 'A', by: 'acme' }, source: 'computed' });
    expect(data.input('after').source).toBe('none');
  });

  it('takes what calls gave from the last run, and what is pinned before all else', () => {
    const steps = [step('book', { output: { status: 201 } })];
    const data = dataOf(definition, { steps });
    const result = evaluateExpression('$steps.map1.sku & ":" & status', data.scope('after'));
    expect(result).toEqual({ ok: true, value: 'A:201' });
    const pinned = {
      ...definition,
      nodes: definition.nodes.map((node) =>
        node.id === 'book' ? { ...node, pinnedOutput: { status: 500 } } : node,
      ),
    };
    expect(dataOf(pinned, { steps }).input('after')).toEqual({ value: { status: 500 }, source: 'pinned' });
  });

  it('falls back to the last run where there is no message, and works on from there', () => {
    const steps = [step('map1', { input: [{ sku: 'B' }], output: { sku: 'old' } })];
    const data = dataOf(definition, { message: undefined, steps });
    expect(data.input('map1')).toEqual({ value: [{ sku: 'B' }], source: 'run' });
    expect(data.output('map1')).toEqual({ value: { sku: 'B' }, source: 'computed' });
    expect(data.input('read').source).toBe('none');
  });

  it('joins several inputs by the id of their steps', () => {
    const joined = flow('in:webhook a:map b:map c:map', 'in>a in>b a>c b>c', {
      a: { expression: '1' },
      b: { expression: '2' },
    });
    expect(dataOf(joined).input('c').value).toEqual({ a: 1, b: 2 });
  });

  it('comes to an end in a drawn circle', () => {
    expect(dataOf(flow('a:map b:map', 'a>b b>a')).input('a').source).toBe('none');
  });
});
