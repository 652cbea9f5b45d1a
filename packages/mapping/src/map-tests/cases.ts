import type { DocumentFormat } from '../formats/registry.ts';
import type { Bindings, Budget, LookupHook } from '../jsonata/types.ts';
import type { Difference } from './compare.ts';
import type { PlainTables } from './lookups.ts';
import type { Tolerance } from './tolerance.ts';

/** A document as it came, to be read before it is mapped. */
export interface CaseDocument {
  format: DocumentFormat;
  content: string;
  encoding?: 'utf8' | 'base64';
  options?: Record<string, unknown>;
}

/** One test of a map: input and what must come out of it. */
export interface MapCase {
  name: string;
  /** A value, or a document: an object with `format` and `content` (and `encoding`, `options`) only. */
  input: unknown;
  /** Variables of the map by name, without `$`. */
  bindings?: Record<string, unknown>;
  /** The result; with `output` the text written. Left out: the map must give nothing. */
  expected?: unknown;
  tolerances?: Tolerance[];
  /** What `$now()` and `$millis()` tell: a timestamp, or milliseconds since 1970. */
  clock?: string | number;
  /** Writes the result as a document, which then is compared as text. */
  output?: { format: DocumentFormat; options?: Record<string, unknown> };
}

/** Why a case came to no result; `code`, `position` and `excerpt` as the errors of maps and documents have them. */
export interface CaseFailure {
  stage: 'case' | 'input' | 'map' | 'output';
  message: string;
  code?: string;
  position?: number;
  excerpt?: string;
}

/** What came of one case. */
export interface MapCaseResult {
  name: string;
  passed: boolean;
  differences: Difference[];
  actual?: unknown;
  failure?: CaseFailure;
  /** What was odd about the input, for people. */
  warnings?: string[];
}

export interface RunCasesOptions {
  /** Tables for `$lookup('table', key)` as plain data: values by key, by the table's key. */
  lookups?: PlainTables;
  /** Answers `$lookup` in place of `lookups`. */
  lookup?: LookupHook;
  /** Variables for all cases; a case's own go first. */
  bindings?: Bindings;
  /** For each case. */
  budget?: Partial<Budget>;
}
