import { describe, expect, it } from 'vitest';
import { renameFlow, setConfig, updateNode } from './commands/edit.ts';
import { addNodeAfter, remove } from './commands/nodes.ts';
import { selectNodes } from './change.ts';
import { diffFlows, mergeFlows, sameJson } from './diff.ts';
import { drawn, flow } from './flow.fixture.ts';
import { templateOf } from './node-template.ts';

const base = flow('in:webhook map1:map book:connector', 'in>map1 map1>book');
const edited = setConfig(base, 'map1', { expression: 'body' }).definition;
const grown = addNodeAfter(base, templateOf('milestone'), { source: 'book', sourcePort: 'out' }).definition;

it('compares JSON whatever the order of keys', () => {
  expect(sameJson({ a: [1, { b: 2, c: null }] }, { a: [1, { c: null, b: 2 }] })).toBe(true);
  expect(sameJson({ a: 1 }, { a: 1, b: undefined })).toBe(true);
  expect(sameJson([1, 2], [2, 1])).toBe(false);
});

it('says what has been added, removed and changed', () => {
  const after = remove(renameFlow(edited, 'New').definition, selectNodes('book')).definition;
  expect(diffFlows(base, after)).toEqual({
    nodes: [
      { kind: 'changed', id: 'map1', name: 'Map', fields: ['config'] },
      { kind: 'removed', id: 'book', name: 'Connector', fields: [] },
    ],
    edges: [{ kind: 'removed', from: 'Map', to: 'Connector' }],
    fields: ['name'],
  });
  expect(diffFlows(base, structuredClone(base))).toEqual({ nodes: [], edges: [], fields: [] });
});

describe('joining two people’s changes', () => {
  it('keeps both where they touch different steps', () => {
    const merged = mergeFlows(base, edited, grown);
    expect(merged && drawn(merged)).toBe('in>map1 map1>book book>milestone1');
    expect(merged?.nodes.find(({ id }) => id === 'map1')?.config).toEqual({ expression: 'body' });
  });

  it('is the same from either side, and nothing is merged with itself', () => {
    const one = mergeFlows(base, edited, grown);
    const other = mergeFlows(base, grown, edited);
    expect(one && other && diffFlows(one, other).nodes).toEqual([]);
    expect(mergeFlows(base, edited, edited)).toEqual(edited);
    expect(mergeFlows(base, base, grown)).toEqual(grown);
  });

  it('leaves it to a person where both changed the same step or the name', () => {
    const theirs = setConfig(base, 'map1', { expression: 'other' }).definition;
    expect(mergeFlows(base, edited, theirs)).toBeUndefined();
    expect(mergeFlows(base, edited, remove(base, selectNodes('map1')).definition)).toBeUndefined();
    expect(
      mergeFlows(base, renameFlow(base, 'A').definition, renameFlow(base, 'B').definition),
    ).toBeUndefined();
  });

  it('drops edges of a step that one side removed', () => {
    const without = remove(base, selectNodes('book')).definition;
    const renamed = updateNode(base, 'in', { name: 'Orders' }).definition;
    const merged = mergeFlows(base, renamed, without);
    expect(merged && drawn(merged)).toBe('in>map1');
  });
});
