import type { DocumentLimits } from '../limits.ts';
import { DocumentError, positionAt } from '../position.ts';
import type { Origin } from '../position.ts';
import type { Report } from '../report.ts';
import { exactNumbers, tellLongNumbers } from './exact-numbers.ts';
import { findJsonFault } from './fault.ts';
import { measureJson } from './measure.ts';

export interface JsonReading {
  limits: DocumentLimits;
  report: Report;
  /** Whether numbers that would lose digits become text; else they are told of and rounded. */
  exactNumbers: boolean;
}

/**
 * Reads one JSON value.
 * @param origin Where the text begins in its document, for the places in errors
 * @returns The value, and how many values it holds
 * @throws DocumentError `json.syntax`, `json.number`, `document.tooDeep`, `document.tooMany`
 */
export function readJson(
  text: string,
  reading: JsonReading,
  origin?: Origin,
): { value: unknown; items: number } {
  const { items, longNumbers } = measureJson(text, reading.limits, origin);
  const value = parse(text, origin);
  if (longNumbers.length === 0) return { value, items };
  if (reading.exactNumbers) return { value: JSON.parse(exactNumbers(text, longNumbers)) as unknown, items };
  tellLongNumbers(text, longNumbers, reading.report, origin);
  return { value, items };
}

function parse(text: string, origin: Origin | undefined): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw syntaxError(text, error, origin);
  }
}

function syntaxError(text: string, cause: unknown, origin: Origin | undefined): DocumentError {
  const fault = findJsonFault(text);
  if (fault === undefined) return new DocumentError('json.syntax', String(cause), origin);
  return new DocumentError('json.syntax', fault.reason, positionAt(text, fault.offset, origin));
}
