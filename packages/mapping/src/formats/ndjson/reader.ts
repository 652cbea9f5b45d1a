import { readJson } from '../json/read.ts';
import { tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { LineSplitter } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { TextRecordReader } from '../text-records.ts';

const blank = /^[ \t]*$/;

/** Reads a value from each line. */
export class NdjsonReader implements TextRecordReader {
  private readonly lines: LineSplitter;
  private readonly limits: DocumentLimits;
  private readonly scope: 'document' | 'record';
  private items = 0;

  /** @param scope What the limits are the limits of */
  constructor(limits: DocumentLimits, scope: 'document' | 'record') {
    this.limits = limits;
    this.scope = scope;
    this.lines = new LineSplitter(limits);
  }

  push(text: string): unknown[] {
    return this.read(this.lines.push(text));
  }

  finish(): unknown[] {
    return this.read(this.lines.finish());
  }

  private read(lines: Iterable<Line>): unknown[] {
    const records: unknown[] = [];
    for (const line of lines) {
      if (blank.test(line.text)) continue;
      const origin = { line: line.number, column: 1, offset: line.offset };
      const { value, items } = readJson(line.text, this.limits, origin);
      records.push(value);
      this.items += items;
      if (this.scope === 'document' && this.items > this.limits.maxItems)
        throw tooMany('values', this.limits);
    }
    return records;
  }
}

/** Two lines or more, the first of which is a whole object or list. */
export function looksLikeNdjson(beginning: string): boolean {
  if (!/^[{[]/.test(beginning)) return false;
  const [first = '', second = ''] = beginning.split('\n', 2);
  if (!/^[{[]/.test(second.trimStart())) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}
