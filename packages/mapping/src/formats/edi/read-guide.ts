import type { DocumentLimits } from '../limits.ts';
import type { CompiledEntry, CompiledGuide, CompiledPick } from './compiled.ts';
import { append, child, descend, isData, valueAt } from './data.ts';
import type { Data } from './data.ts';
import { openFrame } from './frame.ts';
import type { Frame } from './frame.ts';
import { HierarchyReader } from './read-hierarchy.ts';
import { FieldReader } from './read-fields.ts';
import type { FieldStyle } from './read-fields.ts';
import type { EdiReport } from './report.ts';
import { textAt } from './segment.ts';
import type { EdiSegment } from './segment.ts';

/**
 * Reads a transaction's segments into named loops and elements, as a guide tells. Departures from order and counts are reported, never refused: senders
 * differ, and nothing is gained by refusing what is plain.
 */
export class GuidedReader {
  private readonly guide: CompiledGuide;
  private readonly report: EdiReport;
  private readonly fields: FieldReader;
  private readonly hierarchy: HierarchyReader;
  private readonly told = new Set<CompiledEntry>();
  private frames: Frame[];
  private items: { name: string; handOn: (data: Data) => void } | undefined;

  constructor(guide: CompiledGuide, report: EdiReport, style: FieldStyle, limits: DocumentLimits) {
    this.guide = guide;
    this.report = report;
    this.fields = new FieldReader(report, style);
    this.hierarchy = new HierarchyReader(report, limits);
    this.frames = [openFrame(guide.root, {}, undefined)];
  }

  /** `004010/850` */
  get guideId(): string {
    return this.guide.id;
  }

  /**
   * Hands on the items of a list of the data as soon as they are whole, each with all that came before the list,
   * and keeps none of them.
   */
  handOnItems(name: string, handOn: (data: Data) => void): void {
    this.items = { name, handOn };
  }

  /**
   * A segment belongs to the innermost open loop that knows it, and where it is in order there; where it is in
   * order nowhere, to the innermost that knows it at all.
   */
  accept(segment: EdiSegment): void {
    let fallback: { entry: CompiledEntry; frame: Frame; depth: number } | undefined;
    let unknown: Frame | undefined;
    for (let depth = this.frames.length - 1; depth >= 0; depth -= 1) {
      const frame = this.frames[depth];
      if (frame === undefined) return;
      if (frame.unknown) unknown = frame;
      // What is in a level without names is not the level's around it.
      if (unknown !== undefined && frame.header?.id === unknown.header?.id) continue;
      const candidates = frame.loop.entries.get(segment.id);
      const entry = candidates === undefined ? undefined : choose(candidates, segment, frame);
      if (entry === undefined) continue;
      if (entry.index >= frame.position && hasRoom(entry, frame)) {
        this.read(segment, entry, frame, depth);
        return;
      }
      fallback ??= { entry, frame, depth };
    }
    if (unknown !== undefined) return;
    if (fallback !== undefined) {
      this.read(segment, fallback.entry, fallback.frame, fallback.depth);
      return;
    }
    const reason = 'the guide knows no such segment here; it is found among the segments only';
    this.report.fault('unknownSegment', reason, segment, {}, this.loopId());
  }

  /**
   * The transaction has ended.
   * @returns The data under its names
   */
  finish(trailer: EdiSegment): Data {
    const data = this.frames[0]?.data ?? {};
    this.closeFrames(0, trailer);
    this.handOn(data, 0);
    return data;
  }

  private read(segment: EdiSegment, entry: CompiledEntry, frame: Frame, depth: number): void {
    const before = frame.counts.get(entry) ?? 0;
    if (!this.mayCome(segment, entry, frame, before)) return;
    frame.counts.set(entry, before + 1);
    if (depth === 0 && this.items !== undefined)
      this.handOn(frame.data, entry.hierarchy === undefined ? 0 : 1);
    if (entry.hierarchy !== undefined) {
      this.enterLevel(segment, entry, frame, depth);
      return;
    }
    if (this.frames.length > depth + 1) this.closeFrames(depth + 1);
    const data = dataOf(entry, frame.data);
    this.fields.read(segment, entry, data, frame.header?.id);
    for (const pick of entry.picks) pickValue(pick, data, frame);
    if (entry.loop !== undefined) this.frames.push(openFrame(entry.loop, data, segment));
  }

  /** Reports a segment out of order or too many of it; false for one whose place is taken. */
  private mayCome(segment: EdiSegment, entry: CompiledEntry, frame: Frame, before: number): boolean {
    if (before > 0 && !entry.many) {
      const reason = `${segment.id} may come once here; it is found among the segments only`;
      this.report.fault('repeated', reason, segment, {}, frame.header?.id);
      return false;
    }
    if (before === entry.max) {
      const reason = `${segment.id} may come ${entry.max} times here`;
      const code = entry.loop === undefined ? 'tooManySegments' : 'tooManyLoops';
      this.report.fault(code, reason, segment, {}, frame.header?.id);
    }
    if (entry.index >= frame.position) frame.position = entry.index;
    else if (!this.told.has(entry)) {
      this.told.add(entry);
      const after = frame.loop.inOrder[frame.position]?.segment ?? '';
      this.report.fault(
        'order',
        `${segment.id} comes after ${after}, before which it belongs`,
        segment,
        {},
        frame.header?.id,
      );
    }
    return true;
  }

  private enterLevel(segment: EdiSegment, entry: CompiledEntry, frame: Frame, depth: number): void {
    const { hierarchy } = entry;
    if (hierarchy === undefined) return;
    const open = this.frames.slice(depth + 1);
    const chain = this.hierarchy.enter(segment, hierarchy, frame, open);
    const last = chain.at(-1);
    if (last !== undefined && !last.unknown) this.fields.read(segment, entry, last.data, frame.header?.id);
    for (const left of open) if (!chain.includes(left)) this.checkRequired(left, left.header);
    this.frames = [...this.frames.slice(0, depth + 1), ...chain];
  }

  /** @param kept How many at the end of the list are not whole yet. */
  private handOn(data: Data, kept: number): void {
    if (this.items === undefined) return;
    const { name, handOn } = this.items;
    const list = data[name];
    if (!Array.isArray(list) || list.length <= kept) return;
    const whole: unknown[] = list.splice(0, list.length - kept);
    if (list.length === 0) Reflect.deleteProperty(data, name);
    for (const item of whole) handOn({ ...data, [name]: [item] });
    this.hierarchy.forget(this.frames[1]);
  }

  private closeFrames(depth: number, trailer?: EdiSegment): void {
    while (this.frames.length > depth) {
      const frame = this.frames.pop();
      if (frame !== undefined) this.checkRequired(frame, frame.header ?? trailer);
    }
  }

  private checkRequired(frame: Frame, at: EdiSegment | undefined): void {
    if (at === undefined || frame.checked || frame.loop.required.length === 0) return;
    frame.checked = true;
    for (const entry of frame.loop.required) {
      if (frame.counts.has(entry)) continue;
      const reason = `the required segment ${entry.segment} is missing`;
      this.report.fault('missingSegment', reason, at, { value: entry.segment }, frame.header?.id);
    }
  }

  private loopId(): string | undefined {
    return this.frames.at(-1)?.header?.id;
  }
}

/** Which of several entries for the same segment it is: by value, else the next one in order that has room. */
function choose(
  candidates: readonly CompiledEntry[],
  segment: EdiSegment,
  frame: Frame,
): CompiledEntry | undefined {
  const [first] = candidates;
  if (candidates.length === 1 && first?.when === undefined) return first;
  const telling = candidates.filter(({ when }) => when?.in.has(textAt(segment, when)));
  const fitting = telling.length > 0 ? telling : candidates.filter(({ when }) => when === undefined);
  const next = fitting.find((entry) => entry.index >= frame.position && hasRoom(entry, frame));
  return next ?? fitting.at(-1);
}

function hasRoom(entry: CompiledEntry, frame: Frame): boolean {
  const count = frame.counts.get(entry) ?? 0;
  return count < (entry.many ? entry.max : 1);
}

/** The object that a segment's elements go into: made at the end of a list, or under the name itself. */
function dataOf(entry: CompiledEntry, parent: Data): Data {
  if (entry.merge) return parent;
  const { path } = entry;
  const name = path[path.length - 1];
  if (name === undefined) return {};
  const holder = path.length === 1 ? parent : descend(parent, path);
  return entry.many ? append(holder, name) : child(holder, name);
}

/** The first value wins, but for a later one with the code that is wanted most. */
function pickValue(pick: CompiledPick, data: Data, frame: Frame): void {
  const wanted = data[pick.where];
  const value = data[pick.element];
  if (typeof wanted !== 'string' || !pick.in.has(wanted) || value === undefined) return;
  if (frame.settled?.has(pick) === true) return;
  if (wanted === pick.usual) (frame.settled ??= new Set()).add(pick);
  else if (valueAt(frame.data, pick.path) !== undefined) return;
  const holder = descend(frame.data, pick.path);
  if (isData(holder)) holder[pick.path.at(-1) ?? ''] = value;
}
