import { describe, expect, it } from 'vitest';
import { percentile, spreadOf } from './statistics.ts';

const cases = [
  { values: [7], share: 50, expected: 7 },
  { values: [3, 1, 2], share: 50, expected: 2 },
  { values: [4, 1, 3, 2], share: 50, expected: 2.5 },
  { values: [10, 20, 30, 40, 50], share: 0, expected: 10 },
  { values: [10, 20, 30, 40, 50], share: 100, expected: 50 },
  { values: [10, 20, 30, 40, 50], share: 90, expected: 46 },
];

describe('percentile', () => {
  it.each(cases)('$share % of $values is $expected', ({ values, share, expected }) => {
    expect(percentile(values, share)).toBeCloseTo(expected);
  });

  it('of nothing is refused', () => {
    expect(() => percentile([], 50)).toThrow('no values');
  });
});

it('a spread has the median and both ends', () => {
  expect(spreadOf([5, 9, 1])).toEqual({ median: 5, min: 1, max: 9 });
});
