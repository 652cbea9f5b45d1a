import type { EdiSyntax } from './codes.ts';
import { checkData } from './check-data.ts';
import type {
  CompiledEntry,
  CompiledGuide,
  CompiledHierarchy,
  CompiledLoop,
  CompiledPick,
} from './compiled.ts';
import { isData, valueAt } from './data.ts';
import type { Data } from './data.ts';
import type { RawSegment } from './segment.ts';
import { FieldWriter, listOf, listsLeft } from './write-fields.ts';
import type { ListCursors } from './write-fields.ts';
import { WriteFaults } from './write-faults.ts';
import type { ValueStyle } from './write-values.ts';

/** How data is written into one interchange. */
export interface WriteStyle extends ValueStyle {
  syntax: EdiSyntax;
}

/**
 * Makes the segments of a transaction from its named data, in the order of the guide. Names that reading adds
 * (`…Meaning`) are passed over; a text that was kept beside its value (`quantityText`) is written as it was.
 * @param path Where the data stands in the document, for messages
 * @throws DocumentError that names the path of what is unknown, missing, or can't be written
 */
export function segmentsOfData(
  guide: CompiledGuide,
  data: unknown,
  path: string,
  style: WriteStyle,
): RawSegment[] {
  const faults = new WriteFaults(style.syntax);
  checkData(guide, data, path, faults);
  const writer = new GuideWriter(faults, style);
  if (isData(data)) writer.loop(guide.root, data, path);
  return writer.segments;
}

class GuideWriter {
  readonly segments: RawSegment[] = [];
  private readonly faults: WriteFaults;
  private readonly fields: FieldWriter;
  /** Picked values that have been written, by the object that holds them. */
  private readonly settled = new Map<Data, Set<string>>();
  /** How far the lists of an object are written: they go on over the segments that are merged into it. */
  private readonly lists = new Map<Data, ListCursors>();

  constructor(faults: WriteFaults, style: WriteStyle) {
    this.faults = faults;
    this.fields = new FieldWriter(faults, style);
  }

  loop(loop: CompiledLoop, data: Data, path: string): void {
    for (const entry of loop.inOrder) {
      if (entry.hierarchy !== undefined) this.hierarchy(entry, entry.hierarchy, data, path);
      else if (entry.merge) this.merged(entry, data, path);
      else if (entry.path.length > 0) this.named(entry, loop, data, path);
      else if (entry.required) this.segments.push(this.fields.segment(entry, {}, path));
    }
  }

  private named(entry: CompiledEntry, loop: CompiledLoop, data: Data, path: string): void {
    const items = this.withPicks(entry, loop, listOf(valueAt(data, entry.path)), data, path);
    const place = `${path}.${entry.path.join('.')}`;
    if (items.length === 0 && entry.required) throw this.faults.missing(`${entry.segment} must come`, place);
    if (items.length > (entry.many ? entry.max : 1)) {
      const most = entry.many ? entry.max : 1;
      throw this.faults.tooMany(`no more than ${most} can be written`, `${place}[${most}]`);
    }
    items.forEach((item, index) => {
      const at = entry.many ? `${place}[${index}]` : place;
      if (!isData(item)) throw this.faults.value('must be an object', at);
      if (this.isSettledWhole(item) || this.isAbsent(entry, item)) return;
      this.item(entry, numbered(entry, item, index), at);
    });
  }

  private item(entry: CompiledEntry, data: Data, path: string): void {
    const cursors = this.cursorsOf(data);
    this.segments.push(this.fields.segment(entry, data, path, cursors));
    if (entry.loop !== undefined) this.loop(entry.loop, data, path);
    this.checkLists(entry, data, cursors, path);
  }

  /** As many segments as the lists need; none where the data has nothing for them. */
  private merged(entry: CompiledEntry, data: Data, path: string): void {
    if (!entry.required && !this.hasAny(entry, data)) return;
    const cursors = this.cursorsOf(data);
    for (let count = 0; ; count += 1) {
      this.segments.push(this.fields.segment(entry, data, path, cursors, count > 0));
      if (!entry.many || count + 1 >= entry.max) break;
      if (listsLeft(entry, data, cursors) === undefined) break;
    }
    this.checkLists(entry, data, cursors, path);
    if (entry.loop !== undefined) this.loop(entry.loop, data, path);
  }

  private hasAny(entry: CompiledEntry, data: Data): boolean {
    const bare: CompiledEntry = { ...entry, requiredFields: [], conditions: [], when: undefined, fixed: [] };
    const cursors = new Map(this.cursorsOf(data));
    if (this.fields.segment(bare, data, '', cursors).length > 1) return true;
    return (
      entry.loop?.inOrder.some(
        ({ path, picks }) =>
          (path.length > 0 && valueAt(data, path) !== undefined) ||
          picks.some((pick) => valueAt(data, pick.path) !== undefined),
      ) ?? false
    );
  }

  /** Segments may share an object (TDS and CTT the totals): those that it has nothing for are not written. */
  private isAbsent(entry: CompiledEntry, item: Data): boolean {
    return !entry.required && !entry.many && !this.hasAny(entry, item);
  }

  private cursorsOf(data: Data): ListCursors {
    const known = this.lists.get(data);
    if (known !== undefined) return known;
    const made: ListCursors = new Map();
    this.lists.set(data, made);
    return made;
  }

  private checkLists(entry: CompiledEntry, data: Data, cursors: ListCursors, path: string): void {
    const left = listsLeft(entry, data, cursors);
    if (left === undefined) return;
    const at = cursors.get(left) ?? 0;
    throw this.faults.tooMany(`no more than ${at} can be written`, `${path}.${left}[${at}]`);
  }

  private hierarchy(entry: CompiledEntry, hierarchy: CompiledHierarchy, data: Data, path: string): void {
    const before = this.segments.length;
    this.levels({ entry, hierarchy, last: 0 }, data, path, undefined);
    if (entry.required && this.segments.length === before) {
      const name = hierarchy.levels[0]?.name ?? '';
      throw this.faults.missing(`${entry.segment} must come`, `${path}.${name}`);
    }
  }

  private levels(run: HierarchyRun, data: Data, path: string, parentId: string | undefined): void {
    const { id, parent, level: code, levels } = run.hierarchy;
    for (const level of levels) {
      listOf(valueAt(data, [level.name])).forEach((item, index) => {
        const at = `${path}.${level.name}[${index}]`;
        if (!isData(item)) throw this.faults.value('must be an object', at);
        run.last += 1;
        const given: Data = {
          [id.name]: String(run.last),
          ...(parentId === undefined ? {} : { [parent.name]: parentId }),
          ...(code === undefined || level.usual === undefined ? {} : { [code.name]: level.usual }),
          ...item,
        };
        this.segments.push(this.fields.segment(run.entry, given, at));
        this.loop(level.loop, item, at);
        this.levels(run, item, at, String(given[id.name]));
      });
    }
  }

  /** Values that the data has in their easy place only get a segment of their own. */
  private withPicks(
    entry: CompiledEntry,
    loop: CompiledLoop,
    items: readonly unknown[],
    data: Data,
    path: string,
  ): readonly unknown[] {
    let result = items;
    for (const pick of entry.picks) {
      const holder = valueAt(data, pick.path.slice(0, -1));
      const name = pick.path.at(-1) ?? '';
      const value = isData(holder) ? valueAt(holder, [name]) : undefined;
      if (!isData(holder) || value === undefined || value === null || this.isSettled(holder, name)) continue;
      const matching = result.filter((item) => isData(item) && pick.in.has(String(item[pick.where])));
      if (matching.length === 0) {
        if (isWrittenWithin(loop, pick)) continue;
        result = [...result, { [pick.where]: pick.usual, [pick.element]: value }];
      } else if (!matching.some((item) => isData(item) && item[pick.element] === value)) {
        const bare = matching.find((item) => isData(item) && item[pick.element] === undefined);
        if (!isData(bare)) {
          const place = `${path}.${pick.path.join('.')}`;
          throw this.faults.value(`differs from ${entry.path.join('.')}, where it stands too`, place);
        }
        result = result.map((item) => (item === bare ? { ...bare, [pick.element]: value } : item));
      }
      this.settle(holder, name);
    }
    return result;
  }

  private isSettled(holder: Data, name: string): boolean {
    return this.settled.get(holder)?.has(name) ?? false;
  }

  private settle(holder: Data, name: string): void {
    const names = this.settled.get(holder) ?? new Set();
    this.settled.set(holder, names.add(name));
  }

  /** Whether all that an object has was written elsewhere already. */
  private isSettledWhole(item: Data): boolean {
    const names = Object.keys(item);
    return names.length > 0 && names.every((name) => this.isSettled(item, name));
  }
}

/** Whether the object that a pick goes into is a loop's own, which writes the value in its place. */
function isWrittenWithin(loop: CompiledLoop, { path }: CompiledPick): boolean {
  const [name = '', ...rest] = path.toReversed();
  const holder = rest.toReversed().join('.');
  return loop.inOrder.some(
    (entry) =>
      holder !== '' &&
      entry.path.join('.') === holder &&
      entry.loop?.inOrder.some(({ picks }) => picks.some((pick) => pick.path.join('.') === name)) === true,
  );
}

/** A hierarchy that is being written. */
interface HierarchyRun {
  entry: CompiledEntry;
  hierarchy: CompiledHierarchy;
  /** How many occurrences there were. */
  last: number;
}

/** Occurrences are numbered where the data does not do it. */
function numbered(entry: CompiledEntry, item: Data, index: number): Data {
  const name = entry.numbered;
  return name === undefined || item[name] !== undefined ? item : { ...item, [name]: index + 1 };
}
