import type { MapCaseResult } from '../cases.ts';
import { describeDifference } from '../compare.ts';

/** Differences of one case that are printed in full. */
const SHOWN = 20;

/** Results of one map for a terminal: one line a case, below it what differs. */
export function describeResults(title: string, results: readonly MapCaseResult[]): string {
  const passed = results.filter((result) => result.passed).length;
  return [`${title}: ${passed} of ${results.length} pass`, ...results.flatMap(describeResult)].join('\n');
}

function describeResult({ name, passed, differences, failure, warnings }: MapCaseResult): string[] {
  const lines = [`  ${passed ? 'ok  ' : 'FAIL'} ${name}`];
  if (failure !== undefined) {
    const place = failure.excerpt === undefined ? '' : ` at "${failure.excerpt}"`;
    lines.push(`         ${failure.stage}: ${failure.message}${place}`);
  }
  lines.push(
    ...differences.slice(0, SHOWN).map((difference) => `         ${describeDifference(difference)}`),
  );
  if (differences.length > SHOWN) lines.push(`         and ${differences.length - SHOWN} more`);
  if (!passed) lines.push(...(warnings ?? []).map((warning) => `         warning: ${warning}`));
  return lines;
}
