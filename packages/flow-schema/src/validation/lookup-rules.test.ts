import { expect, it } from 'vitest';
import type { FlowDefinition, FlowNode } from '../flow.ts';
import { validateFlow } from '../validate.ts';

const node = (id: string, type: string, config: FlowNode['config']): FlowNode => ({
  id,
  type,
  name: id,
  position: { x: 0, y: 0 },
  config,
});

/** Tables as they stand in the texts of these tests: `$lookup("units", …)`. */
const tablesIn = (source: string): string[] =>
  [...source.matchAll(/\$lookup\("(\w+)"/g)].map(([, table]) => table ?? '');

const flowOf = (step: FlowNode, businessKey = 'body.no'): FlowDefinition => ({
  formatVersion: 1,
  name: 'Units',
  settings: { businessKeys: [{ type: 'purchaseOrder', value: businessKey }] },
  nodes: [node('in', 'manual', {}), step],
  edges: [{ id: 'e', source: 'in', target: step.id }],
});
const map = node('m', 'map', { expression: '$lookup("units", unit) & $lookup("items", item)' });

it.each<[string, FlowDefinition, readonly string[], string[]]>([
  ['a map that names tables which are there', flowOf(map), ['units', 'items'], []],
  [
    'a map that names one which is not',
    flowOf(map),
    ['units'],
    ['nodes[1].config.expression unknown-lookup'],
  ],
  ['one that is switched off', flowOf({ ...map, disabled: true }), [], []],
  [
    'a lookup of a table that is not there',
    flowOf(node('l', 'lookup', { table: 'units', key: '=$lookup("items", item)' })),
    [],
    ['nodes[1].config.table unknown-lookup', 'nodes[1].config.key unknown-lookup'],
  ],
  [
    'a key that reads a table',
    flowOf(map, '$lookup("units", body.no)'),
    ['units', 'items'],
    ['settings.businessKeys[0].value lookup-in-key'],
  ],
])('%s has the errors that it should', (_case, flow, lookupTables, expected) => {
  const { errors } = validateFlow(flow, { tablesIn, lookupTables });
  expect(errors.map(({ path, rule }) => `${path} ${rule}`)).toEqual(expected);
  expect(validateFlow(flow).errors).toEqual([]);
});
