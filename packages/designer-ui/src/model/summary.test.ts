import { expect, it } from 'vitest';
import { flow } from './flow.fixture.ts';
import { summaryOf } from './summary.ts';

const summary = (type: string, config: Record<string, unknown>): string => {
  const node = flow(`n:${type}`, '', { n: config }).nodes[0];
  return node ? summaryOf(node) : '';
};

it.each([
  ['webhook', { method: 'POST', path: 'purchase-orders' }, 'POST /in/…/purchase-orders'],
  ['switch', { cases: [{}, {}] }, '2 cases'],
  ['switch', { cases: [{}] }, '1 case'],
  ['map', { expression: '$' }, 'passes its input on'],
  ['map', { expression: '{\n  "a": b\n}' }, '{ "a": b }'],
  ['parse', { format: 'x12', source: '=body' }, 'X12 from body'],
  [
    'map',
    { expression: '( $x := 1; $x )', template: { id: 'x12-850-to-order', version: 1 } },
    'x12-850-to-order',
  ],
  ['validate', { schemaRef: 'order@1' }, 'order@1'],
  ['validate', { schema: { required: ['a'] } }, '1 required field'],
  ['validate', {}, 'JSON Schema'],
  ['serialize', { format: 'x12', source: '=$' }, 'X12 of the input'],
  ['serialize', { format: 'csv', source: '=lines' }, 'CSV of lines'],
  [
    'connector',
    { connector: 'http', operation: 'request', connection: 'erp', input: { method: 'POST', path: '/so' } },
    'POST /so · erp',
  ],
  ['connector', { connector: 'log', operation: 'write', input: { message: "'=x" } }, '=x'],
  ['filter', {}, 'if '],
  ['switch', { cases: 7 }, 'no cases'],
])('%s %j: %s', (type, config, expected) => {
  expect(summary(type, config as Record<string, unknown>)).toBe(expected);
});
