import { tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';

interface WriteOptions {
  /** Spaces per level; 0 or left out writes everything on one line. */
  indent?: number;
  /** How many values may still be written, where several are written to one document. */
  items?: { left: number };
}

/** @throws DocumentError `json.notPlain` when JSON can't hold the data, or the data is over a limit */
export function writeJson(value: unknown, limits: DocumentLimits, options: WriteOptions = {}): string {
  checkShape(value, limits, options.items ?? { left: limits.maxItems });
  try {
    const text = JSON.stringify(value, null, options.indent ?? 0) as string | undefined;
    if (text !== undefined) return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DocumentError('json.notPlain', `the data can't be written as JSON: ${reason}`);
  }
  throw new DocumentError('json.notPlain', 'there is nothing to write');
}

/**
 * Without it, deep data would end in a stack overflow, a cycle in a message for programmers, and data that
 * refers to the same parts over and over in a text without end.
 */
function checkShape(value: unknown, limits: DocumentLimits, items: { left: number }): void {
  let level: object[] = isObject(value) ? [value] : [];
  items.left -= 1;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limits.maxDepth) {
      throw new DocumentError('document.tooDeep', `the data is nested deeper than ${limits.maxDepth} levels`);
    }
    const next: object[] = [];
    for (const parent of level) {
      const children: unknown[] = Object.values(parent);
      items.left -= children.length;
      if (items.left < 0) throw tooMany('values', limits);
      for (const child of children) if (isObject(child)) next.push(child);
    }
    level = next;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
