import { validateFlow, type FlowDefinition } from '@crossdock/flow-schema';
import { describe, expect, it } from 'vitest';
import { nothing, selectNodes } from '../change.ts';
import { drawn, flow } from '../flow.fixture.ts';
import { boundsOf, sizeOf } from '../geometry.ts';
import { findNode } from '../graph.ts';
import { templateOf } from '../node-template.ts';
import { align, distribute, tidy } from './arrange.ts';
import { duplicate, fragmentOf, fromClipboard, paste, toClipboard } from './clipboard.ts';
import { setConfig, setDisabled, updateNode } from './edit.ts';
import { connect, reconnect, RefusedError } from './edges.ts';
import { addNode, addNodeAfter, insertIntoEdge, moveNodes, remove, replaceType } from './nodes.ts';

const order = flow('in:webhook map1:map size:switch book:connector', 'in>map1 map1>size size.yes>book');
const nodeOf = (definition: FlowDefinition, id: string) => {
  const node = findNode(definition, id);
  if (!node) throw new Error(`no node ${id}`);
  return node;
};

/** Whether two nodes lie over one another. */
function overlap(definition: FlowDefinition): boolean {
  const boxes = definition.nodes.map((node) => ({ ...node.position, ...sizeOf(node) }));
  return boxes.some((a, index) =>
    boxes
      .slice(index + 1)
      .some(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      ),
  );
}

describe('adding', () => {
  it('numbers ids by type, selects the new node, and leaves the old document alone', () => {
    const before = structuredClone(order);
    const change = addNode(order, templateOf('map'), { x: 3, y: 500 });
    expect(change.definition.nodes.at(-1)).toMatchObject({
      id: 'map2',
      name: 'Map',
      position: { x: 0, y: 504 },
    });
    expect(change.selection).toEqual(selectNodes('map2'));
    expect(order).toEqual(before);
  });

  it('never covers another node', () => {
    let definition = order;
    for (let count = 0; count < 5; count += 1)
      definition = addNode(definition, templateOf('switch'), { x: 264, y: 0 }).definition;
    expect(overlap(definition)).toBe(false);
  });

  it('wires the new node to a port, except a trigger', () => {
    const after = addNodeAfter(order, templateOf('fail'), {
      source: 'size',
      sourcePort: 'otherwise',
    }).definition;
    expect(drawn(after)).toBe('in>map1 map1>size size.yes>book size.otherwise>fail1');
    const trigger = addNodeAfter(order, templateOf('schedule'), { source: 'size', sourcePort: 'otherwise' });
    expect(drawn(trigger.definition)).toBe(drawn(order));
  });

  it('goes into an edge, keeps its port, and pushes what follows aside', () => {
    const after = insertIntoEdge(order, 'e3', templateOf('map')).definition;
    expect(drawn(after)).toBe('in>map1 map1>size size.yes>map2 map2>book');
    expect(overlap(after)).toBe(false);
    expect(nodeOf(after, 'map1').position).toEqual(nodeOf(order, 'map1').position);
    expect(nodeOf(after, 'book').position.x).toBeGreaterThan(nodeOf(after, 'map2').position.x);
  });
});

describe('edges', () => {
  it('are refused where the graph would break, with the reason', () => {
    expect(() => connect(order, { source: 'book', sourcePort: 'out', target: 'map1' })).toThrow(RefusedError);
  });

  it('are moved to another end', () => {
    const after = reconnect(order, 'e3', {
      source: 'size',
      sourcePort: 'otherwise',
      target: 'book',
    }).definition;
    expect(drawn(after)).toBe('in>map1 map1>size size.otherwise>book');
  });

  it('go with the node they hang on', () => {
    const after = remove(order, selectNodes('size'));
    expect(drawn(after.definition)).toBe('in>map1');
    expect(after.selection).toEqual(nothing);
  });
});

describe('ports and edges of a switch', () => {
  const cases = (...ports: string[]) => ({
    cases: ports.map((port) => ({ port, when: 'true' })),
    otherwise: 'rest',
  });
  const split = flow('in:webhook s:switch a:map b:map', 'in>s s.one>a s.two>b s.rest>b', {
    s: cases('one', 'two'),
  });

  it('a renamed case keeps its edge, also letter by letter through an empty or a taken name', () => {
    let definition = split;
    for (const name of ['on', 'o', '', 't', 'two', 'two2'])
      definition = setConfig(definition, 's', cases(name, 'two')).definition;
    expect(drawn(definition)).toBe('in>s s.two2>a s.two>b s.rest>b');
  });

  it('a removed case loses its edge, the others stay', () => {
    expect(drawn(setConfig(split, 's', cases('two')).definition)).toBe('in>s s.two>b s.rest>b');
  });

  it('cases in another order keep their edges', () => {
    expect(drawn(setConfig(split, 's', cases('two', 'one')).definition)).toBe(drawn(split));
  });
});

describe('replacing the type', () => {
  it('keeps id, place and the edges that still fit', () => {
    const after = replaceType(order, 'map1', templateOf('filter')).definition;
    expect(drawn(after)).toBe('in>map1 map1>size size.yes>book');
    expect(nodeOf(after, 'map1')).toMatchObject({ type: 'filter', name: 'Filter', config: { when: 'true' } });
  });

  it('drops edges that have no port any more, and keeps a name given by hand', () => {
    const named = updateNode(order, 'size', { name: 'Large?' }).definition;
    const after = replaceType(named, 'size', templateOf('fail')).definition;
    expect(drawn(after)).toBe('in>map1 map1>size');
    expect(nodeOf(after, 'size').name).toBe('Large?');
  });
});

describe('clipboard', () => {
  const related = flow('in:webhook look:connector map1:map', 'in>look look>map1', {
    map1: { expression: '$steps.look.body & "$steps.look" /* $steps.look */' },
    look: {
      connector: 'http',
      operation: 'request',
      input: { path: '=$steps.in.body', body: "'=$steps.in" },
    },
  });

  it('gives copies fresh ids and lets their expressions speak of the copies', () => {
    const after = duplicate(related, { nodes: ['look', 'map1'], edges: [] });
    expect(drawn(after.definition)).toBe('in>look look>map1 look1>map2');
    expect(nodeOf(after.definition, 'map2').config['expression']).toBe(
      '$steps.look1.body & "$steps.look" /* $steps.look */',
    );
    expect(nodeOf(after.definition, 'look1').config['input']).toEqual({
      path: '=$steps.in.body',
      body: "'=$steps.in",
    });
    expect(after.selection?.nodes).toEqual(['look1', 'map2']);
  });

  it('travels as text into another flow, where free ids stay', () => {
    const text = toClipboard(related, { nodes: ['look', 'map1'], edges: [] });
    const fragment = fromClipboard(text);
    const after = fragment && paste(order, fragment, { x: 0, y: 400 }).definition;
    expect(after && drawn(after)).toBe('in>map1 map1>size size.yes>book look>map2');
    expect(after && boundsOf(after.nodes.slice(-2))).toMatchObject({ x: 0, y: 400 });
    expect(after && nodeOf(after, 'map2').config['expression']).toContain('$steps.look.body');
  });

  it('reads a whole flow too, and nothing else', () => {
    expect(fromClipboard(JSON.stringify(order))?.nodes).toHaveLength(4);
    for (const text of ['hello', '{}', '{"crossdock":"steps","nodes":[{}],"edges":[]}', '[1]'])
      expect(fromClipboard(text)).toBeUndefined();
  });

  it('takes only edges between copied nodes', () => {
    expect(fragmentOf(related, { nodes: ['in', 'map1'], edges: [] }).edges).toEqual([]);
  });
});

describe('state of nodes', () => {
  it('is written only where it is set, so that documents stay small', () => {
    const off = setDisabled(order, ['map1'], true).definition;
    expect(nodeOf(off, 'map1').disabled).toBe(true);
    expect(nodeOf(setDisabled(off, ['map1'], false).definition, 'map1')).toEqual(nodeOf(order, 'map1'));
    const noted = updateNode(order, 'map1', { notes: 'x' }).definition;
    expect(nodeOf(updateNode(noted, 'map1', { notes: undefined }).definition, 'map1')).toEqual(
      nodeOf(order, 'map1'),
    );
  });
});

describe('arranging', () => {
  const scattered = flow(
    'in:webhook a:map s:switch one:map two:map end:respond n:note',
    'in>a a>s s.yes>one s.otherwise>two one>end two>end',
  );

  it('tidies from left to right without overlaps, in the order of ports; notes and the corner stay', () => {
    const piled = moveNodes(
      scattered,
      new Map(scattered.nodes.map(({ id }) => [id, { x: 80, y: 160 }])),
    ).definition;
    const after = tidy(piled).definition;
    for (const edge of after.edges)
      expect(nodeOf(after, edge.source).position.x).toBeLessThan(nodeOf(after, edge.target).position.x);
    expect(nodeOf(after, 'one').position.y).toBeLessThan(nodeOf(after, 'two').position.y);
    expect(nodeOf(after, 'in').position.y).toBe(nodeOf(after, 's').position.y);
    expect(overlap({ ...after, nodes: after.nodes.filter(({ type }) => type !== 'note') })).toBe(false);
    expect(nodeOf(after, 'n').position).toEqual({ x: 80, y: 160 });
    expect(boundsOf(after.nodes)).toMatchObject({ x: 80, y: 160 });
  });

  it('tidies only what it is given', () => {
    const after = tidy(scattered, ['one', 'two']).definition;
    expect(nodeOf(after, 'end').position).toEqual(nodeOf(scattered, 'end').position);
  });

  it('aligns and distributes', () => {
    const ids = ['in', 'a', 's'];
    const uneven = moveNodes(scattered, new Map([['a', { x: 300, y: 96 }]])).definition;
    const top = align(uneven, ids, 'bottom').definition;
    const bottoms = ids.map((id) => nodeOf(top, id).position.y + sizeOf(nodeOf(top, id)).height);
    expect(new Set(bottoms).size).toBe(1);
    const spread = distribute(uneven, ids, 'x').definition;
    const [left = 0, middle = 0, right = 0] = ids.map((id) => nodeOf(spread, id).position.x);
    expect(middle - left).toBe(right - middle);
  });
});

it('every change leaves a document of the right shape', () => {
  const shapes = [
    insertIntoEdge(order, 'e1', templateOf('parse')),
    replaceType(order, 'book', templateOf('milestone')),
    duplicate(order, selectNodes('map1', 'size')),
    tidy(order),
  ];
  for (const { definition } of shapes)
    expect(validateFlow(definition).errors.filter(({ rule }) => rule === 'shape')).toEqual([]);
});
