/**
 * @typedef {object} Tally how many tests went which way
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Tally} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    nothing,
  );
}

/**
 * The line that ends a test run.
 *
 * @param {Tally} tally
 */
export function asLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Counts a vitest report (its JSON reporter). A file that could not be loaded, or an error outside of any test,
 * counts as one failure, so that no red run looks green.
 *
 * @param {any} report `undefined` if none was written
 * @param {number} exitCode of vitest
 * @returns {Tally}
 */
export function tallyVitest(report, exitCode) {
  if (report === undefined) return { ...nothing, failed: 1 };
  /** @type {any[]} */
  const files = report.testResults;
  const broken = files.filter(
    (file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Counts a Playwright report (its JSON reporter). A test that passed only on a repetition counts as passed.
 *
 * @param {any} report `undefined` if none was written
 * @param {number} exitCode of Playwright
 * @returns {Tally}
 */
export function tallyPlaywright(report, exitCode) {
  if (report === undefined) return { ...nothing, failed: 1 };
  const { expected, flaky, unexpected, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected === 0 && exitCode !== 0 ? 1 : unexpected,
    skipped,
  };
}
