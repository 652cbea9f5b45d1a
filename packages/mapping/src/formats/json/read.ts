import type { DocumentLimits } from '../limits.ts';
import { DocumentError, positionAt } from '../position.ts';
import type { Origin } from '../position.ts';
import { findJsonFault } from './fault.ts';
import { measureJson } from './measure.ts';

/**
 * Reads one JSON value.
 * @param origin Where the text begins in its document, for the places in errors
 * @returns The value, and how many values it holds
 * @throws DocumentError `json.syntax`, `document.tooDeep`, `document.tooMany`
 */
export function readJson(
  text: string,
  limits: DocumentLimits,
  origin?: Origin,
): { value: unknown; items: number } {
  const items = measureJson(text, limits, origin);
  try {
    return { value: JSON.parse(text) as unknown, items };
  } catch (error) {
    throw syntaxError(text, error, origin);
  }
}

function syntaxError(text: string, cause: unknown, origin: Origin | undefined): DocumentError {
  const fault = findJsonFault(text);
  if (fault === undefined) return new DocumentError('json.syntax', String(cause), origin);
  return new DocumentError('json.syntax', fault.reason, positionAt(text, fault.offset, origin));
}
