import type { Desk, ErrorClass, RunSummary, WaitingFor } from '@crossdock/flow-schema';

/** The trade's words for the identifiers of the API; one file, so that they are the same everywhere. */

export const deskNames: Record<Desk, string> = {
  'integration-support': 'Integration support',
  'customer-service': 'Customer service',
  warehouse: 'Warehouse',
  finance: 'Finance',
  purchasing: 'Purchasing',
};

export const classNames: Record<ErrorClass, string> = {
  'technical-transient': 'System not answering',
  'technical-permanent': 'Technical fault',
  business: 'Business',
};

export const classHints: Record<ErrorClass, string> = {
  'technical-transient': 'The other system did not answer properly, also after several attempts.',
  'technical-permanent': 'Configuration, credentials or a mapping are wrong: trying again changes nothing.',
  business: 'The message does not fit the business: an unknown item, a credit limit, a missing value.',
};

export const waitingLabels: Record<WaitingFor['reason'], string> = {
  retry: 'Waiting to try again',
  ordering: 'Waiting for its turn',
  concurrency: 'Waiting for a free place',
};

/** "purchaseOrder" → "Purchase order", "credit_hold" → "Credit hold". */
export function titleOf(identifier: string): string {
  const words = identifier
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "v3", or "Draft" for a test run. */
export function versionLabel(version: RunSummary['version']): string {
  return version === null ? 'Draft' : `v${version}`;
}

export const desks = Object.keys(deskNames) as Desk[];
export const errorClasses = Object.keys(classNames) as ErrorClass[];
