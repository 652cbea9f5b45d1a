import { describe, expect, it } from 'vitest';
import { flow } from './flow.fixture.ts';
import { allPorts, ancestorsOf, connectionProblem, findNode, outputPorts, reachableFrom } from './graph.ts';

const order = flow(
  'in:webhook map1:map size:switch a:connector b:connector note1:note',
  'in>map1 map1>size size.yes>a',
);

describe('connections that are refused', () => {
  it.each([
    ['to itself', 'map1', 'out', 'map1', /itself/],
    ['into a trigger', 'map1', 'out', 'in', /into a trigger/],
    ['into a note', 'map1', 'out', 'note1', /takes no input/],
    ['in a circle', 'a', 'out', 'map1', /circle/],
    ['twice', 'in', 'out', 'map1', /already/],
    ['from a port that isn’t there', 'size', 'no', 'b', /no output “no”/],
    ['from a step that is gone', 'gone', 'out', 'b', /gone/],
  ])('%s', (_name, source, sourcePort, target, message) => {
    expect(connectionProblem(order, { source, sourcePort, target })).toMatch(message);
  });

  it('lets through what is left: another case, another branch, the error port', () => {
    for (const [source, sourcePort, target] of [
      ['size', 'otherwise', 'b'],
      ['size', 'otherwise', 'a'],
      ['a', 'error', 'b'],
    ] as const)
      expect(connectionProblem(order, { source, sourcePort, target })).toBeUndefined();
  });
});

it('follows edges both ways, also through a drawn circle', () => {
  expect([...reachableFrom(order, 'map1')].sort()).toEqual(['a', 'size']);
  expect([...ancestorsOf(order, 'a')].sort()).toEqual(['in', 'map1', 'size']);
  const circle = flow('x:map y:map', 'x>y y>x');
  expect([...reachableFrom(circle, 'x')].sort()).toEqual(['x', 'y']);
});

it('gives every port an id of its own while cases are being named', () => {
  const cases = [
    { port: 'a', when: 'true' },
    { port: '', when: 'true' },
    { port: 'a', when: 'true' },
  ];
  const half = flow('s:switch', '', { s: { cases, otherwise: 'rest' } });
  const node = findNode(half, 's');
  expect(node && outputPorts(node).map(({ id }) => id)).toEqual(['a', 'port-1', 'a-2', 'rest']);
  expect(node && allPorts(node).at(-1)?.id).toBe('error');
});

it('has no ports, rather than an exception, for a config that can’t be read', () => {
  const broken = findNode(flow('s:switch', '', { s: { cases: 'nonsense' } }), 's');
  expect(broken && outputPorts(broken)).toEqual([]);
});
