import { describe, expect, it } from 'vitest';
import { selectNodes } from './change.ts';
import { setConfig, updateNode } from './commands/edit.ts';
import { connect } from './commands/edges.ts';
import { addNode, moveNodes, remove } from './commands/nodes.ts';
import { createEditor } from './editor.ts';
import { drawn, flow } from './flow.fixture.ts';
import { coalesceWithinMs } from './history.ts';
import { templateOf } from './node-template.ts';

function start() {
  let time = 0;
  const editor = createEditor(flow('in:webhook map1:map', 'in>map1'), () => time);
  const pass = (ms: number) => {
    time += ms;
  };
  const now = () => editor.store.getState();
  const type = (expression: string) =>
    editor.run((definition) => setConfig(definition, 'map1', { expression }, 'expression'));
  const expression = () => now().definition.nodes[1]?.config['expression'];
  return { editor, pass, now, type, expression };
}

describe('undo and redo', () => {
  it('go back and forth over everything, with the selection', () => {
    const { editor, now } = start();
    const first = now().definition;
    editor.select(selectNodes('map1'));
    editor.run((definition, selection) => remove(definition, selection));
    expect(now().definition.nodes.map(({ id }) => id)).toEqual(['in']);
    expect(now().selection.nodes).toEqual([]);
    editor.undo();
    expect(now().definition).toBe(first);
    expect(now().selection.nodes).toEqual(['map1']);
    editor.redo();
    expect(now().definition.nodes.map(({ id }) => id)).toEqual(['in']);
    editor.redo();
    expect(now().future).toEqual([]);
  });

  it('take typing in one field as one step, until a pause, another field or an undo', () => {
    const { editor, pass, type, expression, now } = start();
    for (const text of ['a', 'ab', 'abc']) {
      pass(300);
      type(text);
    }
    pass(coalesceWithinMs + 1);
    type('abcd');
    expect(now().past).toHaveLength(2);
    editor.undo();
    expect(expression()).toBe('abc');
    editor.undo();
    expect(expression()).toBe('$');
    editor.redo();
    type('x');
    editor.undo();
    expect(expression()).toBe('abc');
  });

  it('keep two fields apart', () => {
    const { editor, type, now } = start();
    type('a');
    editor.run((definition) => updateNode(definition, 'map1', { name: 'B' }));
    type('ab');
    expect(now().past.map(({ label }) => label)).toEqual(['Change Map', 'Rename', 'Change B']);
  });

  it('forget what was undone once something else is done', () => {
    const { editor, type, now } = start();
    type('a');
    editor.undo();
    editor.run((definition) => addNode(definition, templateOf('map'), { x: 0, y: 200 }));
    expect(now().future).toEqual([]);
  });

  it('leave no trace of what changes nothing', () => {
    const { editor, now } = start();
    const places = new Map([['map1', { x: 264, y: 0 }]]);
    editor.run((definition) => moveNodes(definition, places));
    expect(now().past).toEqual([]);
  });
});

it('says why a command was refused, each time anew, and changes nothing', () => {
  const { editor, now } = start();
  const circle = () =>
    editor.run((definition) => connect(definition, { source: 'map1', sourcePort: 'out', target: 'map1' }));
  expect(circle()).toBe(false);
  const first = now().refusal;
  expect(circle()).toBe(false);
  expect(now().refusal).not.toEqual(first);
  expect(drawn(now().definition)).toBe('in>map1');
});

it('lets mistakes of its own pass', () => {
  const { editor } = start();
  expect(() =>
    editor.run(() => {
      throw new TypeError('broken');
    }),
  ).toThrow('broken');
});
