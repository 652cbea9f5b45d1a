import type { Report } from '../report.ts';
import type { CompiledEntry, CompiledGuide, CompiledLoop } from './compile-guide.ts';
import type { TransactionReader } from './envelopes.ts';
import { SegmentFields } from './fields.ts';
import type { X12Transaction } from './model.ts';
import { namePlace, placeOf } from './segments.ts';
import type { X12Segment } from './segments.ts';

type Data = Record<string, unknown>;

/** A loop that is being read. */
interface Frame {
  loop: CompiledLoop;
  data: Data;
  seen: Set<string>;
  /** The segment that began it; undefined for the transaction itself. */
  header: X12Segment | undefined;
}

/**
 * Reads a transaction's segments into named loops and elements, as a guide tells. A segment belongs to the
 * innermost open loop that knows it. Order within a loop is not enforced: senders differ, and nothing is gained
 * by refusing what is plain.
 */
export class GuidedReader implements TransactionReader {
  private readonly guide: CompiledGuide;
  private readonly report: Report;
  private readonly fields: SegmentFields;
  private readonly frames: Frame[];

  constructor(guide: CompiledGuide, report: Report, codeMeanings: boolean) {
    this.guide = guide;
    this.report = report;
    this.fields = new SegmentFields(report, codeMeanings);
    this.frames = [{ loop: guide.root, data: {}, seen: new Set(), header: undefined }];
  }

  accept(segment: X12Segment): void {
    for (let depth = this.frames.length - 1; depth >= 0; depth -= 1) {
      const frame = this.frames[depth];
      const entry = frame?.loop.entries.get(segment.id);
      if (frame === undefined || entry === undefined) continue;
      this.closeFrames(depth + 1);
      this.read(segment, entry, frame);
      return;
    }
    const reason = 'the guide knows no such segment here; it is found among the segments only';
    this.report.fault('x12.unknownSegment', reason, placeOf(segment), namePlace(segment));
  }

  finish(transaction: X12Transaction, trailer: X12Segment): void {
    const data = this.frames[0]?.data ?? {};
    this.closeFrames(0, trailer);
    transaction.guide = this.guide.id;
    transaction.data = data;
  }

  private read(segment: X12Segment, entry: CompiledEntry, frame: Frame): void {
    const repeated = frame.seen.has(segment.id);
    if (repeated && !entry.many) {
      const reason = `${segment.id} may come once here; it is found among the segments only`;
      this.report.fault('x12.repeated', reason, placeOf(segment), namePlace(segment));
      return;
    }
    frame.seen.add(segment.id);
    const data = entry.merge ? frame.data : place(frame.data, entry);
    this.fields.read(segment, entry.fields, data);
    if (entry.pick !== undefined) pickValue(entry.pick, data, frame.data);
    if (entry.loop !== undefined) {
      this.frames.push({ loop: entry.loop, data, seen: new Set(), header: segment });
    }
  }

  private closeFrames(depth: number, trailer?: X12Segment): void {
    while (this.frames.length > depth) {
      const frame = this.frames.pop();
      if (frame !== undefined) this.checkRequired(frame, frame.header ?? trailer);
    }
  }

  private checkRequired({ loop, seen }: Frame, at: X12Segment | undefined): void {
    if (at === undefined) return;
    for (const id of loop.required) {
      if (!seen.has(id)) {
        this.report.fault(
          'x12.missingSegment',
          `the required segment ${id} is missing`,
          placeOf(at),
          namePlace(at),
        );
      }
    }
  }
}

/** A new object where the entry says: at the end of a list, or under the name itself. */
function place(parent: Data, entry: CompiledEntry): Data {
  const name = entry.path.at(-1) ?? '';
  const holder = descend(parent, entry.path);
  if (!entry.many) return child(holder, name);
  const list = holder[name];
  const data: Data = {};
  if (Array.isArray(list)) list.push(data);
  else holder[name] = [data];
  return data;
}

/** The object that holds the last name of a path, made where there is none yet. */
function descend(parent: Data, path: readonly string[]): Data {
  return path.slice(0, -1).reduce(child, parent);
}

function child(parent: Data, name: string): Data {
  const existing = parent[name];
  if (isData(existing)) return existing;
  const created: Data = {};
  parent[name] = created;
  return created;
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pickValue(pick: NonNullable<CompiledEntry['pick']>, data: Data, parent: Data): void {
  const wanted = data[pick.where];
  const value = data[pick.element];
  if (typeof wanted !== 'string' || !pick.in.has(wanted) || value === undefined) return;
  const holder = descend(parent, pick.path);
  const name = pick.path.at(-1) ?? '';
  holder[name] ??= value;
}
