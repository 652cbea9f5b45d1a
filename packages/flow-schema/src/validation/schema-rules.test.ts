import { expect, test } from 'vitest';
import type { FlowNode } from '../flow.ts';
import { validateFlow } from '../validate.ts';

const schemas = new Map([
  ['order@1', { deprecated: true }],
  ['order@2', { deprecated: false }],
]);
const inline = { schema: { type: 'object' } };

/** Rules broken by a `validate` node of this config, errors before warnings. */
function rulesBroken(config: FlowNode['config'], more: Partial<FlowNode> = {}): string[] {
  const position = { x: 0, y: 0 };
  const definition = {
    formatVersion: 1,
    name: 'Orders',
    nodes: [
      { id: 'start', type: 'manual', name: 'Start', position, config: {} },
      { id: 'check', type: 'validate', name: 'Check', position, config, ...more },
    ],
    edges: [{ id: 'e1', source: 'start', target: 'check' }],
  };
  const { errors, warnings } = validateFlow(definition, { schemas });
  return [...errors, ...warnings]
    .filter(({ nodeId }) => nodeId === 'check')
    .map(({ rule, path }) => `${rule} ${path}`);
}

test.each<[name: string, config: FlowNode['config'], rules: string[]]>([
  ['a schema of its own', inline, []],
  ['a registered schema', { schemaRef: 'order@2' }, []],
  ['one that is not there', { schemaRef: 'order@3' }, ['unknown-schema nodes[1].config.schemaRef']],
  ['one that is deprecated', { schemaRef: 'order@1' }, ['deprecated-schema nodes[1].config.schemaRef']],
  ['both', { ...inline, schemaRef: 'order@2' }, ['one-schema nodes[1].config.schema']],
  ['neither', {}, ['one-schema nodes[1].config.schema']],
  ['a reference without a version', { schemaRef: 'order' }, ['config nodes[1].config.schemaRef']],
])('a validate step with %s', (_name, config, rules) => {
  expect(rulesBroken(config)).toEqual(rules);
});

test('a step that is switched off may name what is not there', () => {
  expect(rulesBroken({ schemaRef: 'order@3' }, { disabled: true })).toEqual(['disabled nodes[1].disabled']);
});
