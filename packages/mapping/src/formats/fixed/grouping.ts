import type { RecordType } from './layout.ts';
import { typeKey } from './layout.ts';

export type FixedRecord = Record<string, unknown>;

/** A record that waits for those below it. */
interface Open {
  type: RecordType;
  record: FixedRecord;
}

/** Puts records under the ones that they belong to. */
export class Grouping {
  private open: Open[] = [];

  /** Whether a record of this type begins a new one of the document. */
  begins(type: RecordType): boolean {
    return !this.open.some((above) => above.type === type.parent);
  }

  /** @returns The record before, which this one ends */
  begin(type: RecordType, record: FixedRecord): FixedRecord | undefined {
    const before = this.finish();
    this.open = [{ type, record }];
    return before;
  }

  /** Adds a record below the last one that it can belong to. */
  add(type: RecordType, record: FixedRecord): void {
    while (this.open.at(-1)?.type !== type.parent) this.open.pop();
    const list = this.open.at(-1)?.record[type.list];
    if (Array.isArray(list)) list.push(record);
    this.open.push({ type, record });
  }

  /** @returns The last record, where there is one */
  finish(): FixedRecord | undefined {
    const record = this.open[0]?.record;
    this.open = [];
    return record;
  }
}

/** A record of the document, which says of which type it is. */
export function named(type: RecordType, record: FixedRecord): FixedRecord {
  return { [typeKey]: type.name, ...record };
}
