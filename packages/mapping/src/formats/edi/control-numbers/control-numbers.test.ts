import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { greatestControlNumber, nextControlNumber } from './next.ts';
import type { ControlLevel } from './next.ts';
import { checkReceived, nothingReceived } from './received.ts';
import type { ReceivedState } from './received.ts';

const numRuns = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 100);

describe('the next number', () => {
  test.each<[ControlLevel, number, string, number]>([
    ['x12.interchange', 0, '000000001', 1],
    ['x12.interchange', 999_999_999, '000000001', 1],
    ['x12.interchange', 999_999_998, '999999999', 999_999_999],
    ['x12.group', 41, '42', 42],
    ['x12.group', 999_999_999, '1', 1],
    ['x12.transaction', 9, '0010', 10],
    ['x12.transaction', 9_999, '10000', 10_000],
    ['edifact.interchange', 99_999_999_999_998, '99999999999999', 99_999_999_999_999],
    ['edifact.interchange', 99_999_999_999_999, '1', 1],
    ['edifact.message', 7, '8', 8],
  ])('of %s after %i is %s', (level, last, number, next) => {
    expect(nextControlNumber({ last }, level)).toEqual({ number, state: { last: next } });
  });
});

/** What is said of numbers that come one after another. */
function outcomes(numbers: readonly string[], level: ControlLevel = 'x12.interchange') {
  let state: ReceivedState = nothingReceived;
  return numbers.map((number) => {
    const checked = checkReceived(state, number, level);
    ({ state } = checked);
    return checked.outcome.kind;
  });
}

describe('received numbers', () => {
  test.each<[string, string[], string[]]>([
    ['in sequence', ['000000007', '000000008', '9'], ['inSequence', 'inSequence', 'inSequence']],
    ['one again', ['7', '8', '000000007'], ['inSequence', 'inSequence', 'duplicate']],
    ['one late', ['7', '9', '8', '8', '10'], ['inSequence', 'gap', 'older', 'duplicate', 'inSequence']],
    ['one from before', ['100', '50', '101'], ['inSequence', 'older', 'inSequence']],
    [
      'a new round',
      ['999999998', '999999999', '1', '2', '999999999'],
      ['inSequence', 'inSequence', 'inSequence', 'inSequence', 'duplicate'],
    ],
    ['a gap over the end of a round', ['999999999', '3', '1'], ['inSequence', 'gap', 'older']],
    ['no numbers', ['A1', 'A2', 'A1'], ['inSequence', 'inSequence', 'duplicate']],
  ])('%s', (_name, numbers, expected) => {
    expect(outcomes(numbers)).toEqual(expected);
  });

  test('the missing ones are named, also over the end of a round', () => {
    const { state } = checkReceived(nothingReceived, '999999998', 'x12.interchange');
    expect(checkReceived(state, '3', 'x12.interchange').outcome).toEqual({
      kind: 'gap',
      missing: { first: '999999999', last: '2', count: 3 },
    });
  });

  test('a number is a duplicate exactly when it came before, in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 - 50 }),
        fc.array(fc.nat(40), { maxLength: 40 }),
        (base, steps) => {
          const seen = new Set<number>();
          const expected = steps.map((step) => {
            const isDuplicate = seen.has(step);
            seen.add(step);
            return isDuplicate;
          });
          const found = outcomes(steps.map((step) => String(base + step)));
          expect(found.map((kind) => kind === 'duplicate')).toEqual(expected);
        },
      ),
      { numRuns },
    );
  });

  test('what is kept stays small whatever comes', () => {
    let state: ReceivedState = nothingReceived;
    for (let number = 1; number <= 3_000; number += 1) {
      ({ state } = checkReceived(state, String(number * 2), 'edifact.interchange'));
      ({ state } = checkReceived(state, `X${number}`, 'edifact.interchange'));
    }
    expect(JSON.stringify(state).length).toBeLessThan(5_000);
    expect(checkReceived(state, '6000', 'edifact.interchange').outcome.kind).toBe('duplicate');
    expect(checkReceived(state, '6001', 'edifact.interchange').outcome.kind).toBe('inSequence');
    expect(checkReceived(state, '5999', 'edifact.interchange').outcome.kind).toBe('older');
  });

  test('what was assigned is received in sequence', () => {
    let last = greatestControlNumber('x12.group') - 3;
    let state: ReceivedState = nothingReceived;
    for (let round = 0; round < 8; round += 1) {
      const next = nextControlNumber({ last }, 'x12.group');
      ({ last } = next.state);
      const checked = checkReceived(state, next.number, 'x12.group');
      expect(checked.outcome).toEqual({ kind: 'inSequence' });
      ({ state } = checked);
    }
  });
});
