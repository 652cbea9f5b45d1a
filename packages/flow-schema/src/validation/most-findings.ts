import type { FlowFinding } from '../api/flows.ts';

/** More than a person reads at once; a document with more of them is looked at no further. */
export const mostFindings = 500;

/** The first findings of many; the last of them says that there are more. */
export function firstFindings(findings: FlowFinding[]): FlowFinding[] {
  if (findings.length <= mostFindings) return findings;
  const message = `There is more to mend than these ${mostFindings} places. Mend them first: the rest is shown then.`;
  return [...findings.slice(0, mostFindings), { path: '', message, rule: 'more' }];
}
