import type { ErrorPolicy } from './findings.ts';

/** How documents are acknowledged. */
export interface AcknowledgeOptions extends ErrorPolicy {
  /** X12: 997 or 999 for every group, or 999 from version 005010 on (the default). */
  functional?: '997' | '999' | 'byVersion';
  /**
   * X12: when a TA1 is made. `asked` (the default): where the sender asks for it, or the envelope is wrong;
   * `never` even then.
   */
  interchanges?: 'asked' | 'always' | 'never';
}
