import { describe, expect, it } from 'vitest';
import { asLine, sum, tallyPlaywright, tallyVitest } from './tally.mjs';

/** @param {string} status @param {string[]} tests */
const file = (status, ...tests) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });

/** @param {Partial<Record<string, unknown>>} parts */
const vitestReport = (parts) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...parts,
});

describe('tallyVitest', () => {
  it.each([
    ['a green run', vitestReport({ numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 }), 0, [3, 0, 2]],
    [
      'a failed test',
      vitestReport({
        numFailedTests: 1,
        testResults: [file('failed', 'failed', 'passed')],
        numPassedTests: 1,
      }),
      1,
      [1, 1, 0],
    ],
    ['a file that could not be loaded', vitestReport({ testResults: [file('failed')] }), 1, [0, 1, 0]],
    ['an error outside of any test', vitestReport({ numPassedTests: 2 }), 1, [2, 1, 0]],
    ['no report', undefined, 0, [0, 1, 0]],
  ])('counts %s', (_case, report, exitCode, [passed, failed, skipped]) => {
    expect(tallyVitest(report, exitCode)).toEqual({ passed, failed, skipped });
  });
});

describe('tallyPlaywright', () => {
  it.each([
    ['a green run with a repetition', { expected: 4, flaky: 1, unexpected: 0, skipped: 2 }, 0, [5, 0, 2]],
    ['a failed test', { expected: 4, flaky: 0, unexpected: 2, skipped: 0 }, 1, [4, 2, 0]],
    ['a failure before the tests', { expected: 0, flaky: 0, unexpected: 0, skipped: 0 }, 1, [0, 1, 0]],
  ])('counts %s', (_case, stats, exitCode, [passed, failed, skipped]) => {
    expect(tallyPlaywright({ stats }, exitCode)).toEqual({ passed, failed, skipped });
  });

  it('counts a missing report as a failure', () => {
    expect(tallyPlaywright(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

it('sums up in one line', () => {
  expect(
    asLine(
      sum([
        { passed: 1, failed: 2, skipped: 3 },
        { passed: 10, failed: 0, skipped: 0 },
      ]),
    ),
  ).toBe('11 passed, 2 failed, 3 skipped');
});
