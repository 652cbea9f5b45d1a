import { readJson } from '../json/read.ts';
import type { JsonReading } from '../json/read.ts';
import { tooMany } from '../limits.ts';
import { LineSplitter } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { TextRecordReader } from '../text-records.ts';

const blank = /^[ \t]*$/;

/** Reads a value from each line. */
export class NdjsonReader implements TextRecordReader {
  private readonly lines: LineSplitter;
  private readonly reading: JsonReading;
  private readonly scope: 'document' | 'record';
  private items = 0;

  /** @param scope What the limits are the limits of */
  constructor(reading: JsonReading, scope: 'document' | 'record') {
    this.reading = reading;
    this.scope = scope;
    this.lines = new LineSplitter(reading.limits);
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
      const { value, items } = readJson(line.text, this.reading, origin);
      records.push(value);
      this.items += items;
      const { limits } = this.reading;
      if (this.scope === 'document' && this.items > limits.maxItems) throw tooMany('values', limits);
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
