import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edges } from '../flows.fixture.ts';
import { ancestorsIn, cyclesOf, reachableFrom } from './graph.ts';

describe('cyclesOf', () => {
  it.each([
    ['no cycle', ['a -> b', 'b -> c', 'a -> c'], []],
    ['a node that leads to itself', ['a -> b', 'b -> b'], ['b']],
    ['the shortest of a knot', ['a -> b', 'b -> c', 'c -> d', 'd -> b', 'c -> b'], ['b c']],
    [
      'two knots, the first found on the way to the second',
      ['a -> b', 'b -> c', 'c -> b', 'a -> d', 'd -> a'],
      ['a d', 'b c'],
    ],
    ['what lies between knots is on none', ['a -> a', 'a -> m', 'm -> z', 'z -> z'], ['a', 'z']],
  ])('finds %s', (_, links, cycles) => {
    expect(cyclesOf(edges(...links)).map((ids) => ids.join(' '))).toEqual(cycles);
  });

  it('names edges that there are, and leaves no cycle unnamed', () => {
    const letter = fc.constantFrom(...'abcdefgh'.split(''));
    const links = fc.array(
      fc.tuple(letter, letter).map(([from, to]) => `${from} -> ${to}`),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(links, (drawn) => {
        const arcs = edges(...drawn);
        const cycles = cyclesOf(arcs);
        for (const ids of cycles)
          for (const [index, id] of ids.entries())
            expect(drawn).toContain(`${id} -> ${ids[(index + 1) % ids.length] ?? ''}`);
        // Whoever leads to itself shares a knot with exactly one of the cycles.
        const isBefore = ancestorsIn(arcs);
        for (const id of reachableFrom('a', arcs)) {
          const around = cycles.filter(
            ([first = '']) => first === id || (isBefore(id)(first) && isBefore(first)(id)),
          );
          expect(around).toHaveLength(isBefore(id)(id) ? 1 : 0);
        }
      }),
      { numRuns: Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 200) },
    );
  });
});
