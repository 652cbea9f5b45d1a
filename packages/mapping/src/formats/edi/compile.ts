import type {
  CompiledEntry,
  CompiledField,
  CompiledGuide,
  CompiledHierarchy,
  CompiledLevel,
  CompiledLoop,
  CompiledPick,
  CompiledWhen,
  FieldPlace,
} from './compiled.ts';
import { FieldCompiler } from './compile-fields.ts';
import type {
  CodeLists,
  Guide,
  GuideEntry,
  GuideHierarchy,
  GuideLevel,
  GuidePick,
  GuideWhen,
  SegmentDictionary,
} from './guide.ts';
import { checkNames } from './names.ts';

/**
 * @throws Error when the guide names segments, elements, types or code lists that there are none of, or gives
 * a name twice: a fault of the guide's author, found by the tests of the guides
 */
export function compileGuide(guide: Guide, dictionary: SegmentDictionary, codes: CodeLists): CompiledGuide {
  const segments = { ...dictionary.segments, ...guide.segments };
  const root = new GuideCompiler(new FieldCompiler(segments, codes)).loop(guide.content);
  checkNames(root);
  return { id: `${guide.version}/${guide.transaction}`, guide, root };
}

class GuideCompiler {
  private readonly fields: FieldCompiler;

  constructor(fields: FieldCompiler) {
    this.fields = fields;
  }

  loop(content: readonly GuideEntry[]): CompiledLoop {
    const inOrder = content.map((entry, index) => this.entry(entry, positionOf(content, index)));
    const entries = new Map<string, CompiledEntry[]>();
    for (const entry of inOrder) {
      const others = entries.get(entry.segment);
      if (others === undefined) entries.set(entry.segment, [entry]);
      else others.push(entry);
    }
    for (const others of entries.values()) others.sort(whenFirst);
    return { inOrder, entries, required: inOrder.filter(({ required }) => required) };
  }

  private entry(entry: GuideEntry, index: number): CompiledEntry {
    const segment = entry.loop ?? entry.segment;
    if (segment === undefined) throw new Error('guide: an entry needs a segment or a loop');
    checkForm(entry, segment);
    const { fields, required: requiredFields, conditions, title } = this.fields.segment(segment);
    const place = (name: string) => placeIn(fields, name, segment);
    return {
      segment,
      title: entry.title ?? title,
      index,
      path: entry.as?.split('.') ?? [],
      many: entry.many === true || entry.hierarchy !== undefined,
      max: entry.max ?? Number.POSITIVE_INFINITY,
      merge: entry.merge === true,
      required: entry.required === true,
      fields: withoutFixed(fields, entry.fixed),
      size: sizeOf(fields),
      requiredFields,
      conditions,
      when: entry.when === undefined ? undefined : compileWhen(entry.when, place),
      fixed: Object.entries(entry.fixed ?? {}).map(([name, value]) => ({ ...place(name), value })),
      numbered: entry.numbered === undefined ? undefined : place(entry.numbered).name,
      picks: (entry.pick ?? []).map((pick) => compilePick(pick, place)),
      loop: entry.loop === undefined || entry.hierarchy ? undefined : this.loop(entry.content ?? []),
      hierarchy: entry.hierarchy === undefined ? undefined : this.hierarchy(entry.hierarchy, place),
    };
  }

  private hierarchy(given: GuideHierarchy, place: (name: string) => FieldPlace): CompiledHierarchy {
    return {
      id: place(given.id),
      parent: place(given.parent),
      level: given.level === undefined ? undefined : place(given.level),
      levels: given.levels.map((level, index) => this.level(level, index, given.levels)),
    };
  }

  private level(level: GuideLevel, index: number, all: readonly GuideLevel[]): CompiledLevel {
    const names = all.map(({ as }) => as);
    for (const name of level.within ?? []) {
      if (!names.includes(name))
        throw new Error(`guide: level ${level.as} stands within the unknown ${name}`);
    }
    return {
      name: level.as,
      title: level.title ?? level.as,
      index,
      codes: level.in === undefined ? undefined : new Set(level.in),
      usual: level.in?.[0],
      within: new Set(level.within ?? names.slice(0, index)),
      loop: this.loop(level.content),
    };
  }
}

/**
 * The same segment several times in a row is one position of the standard, whose occurrences are told apart by
 * their values: they come in any order (PIA+1 before or after PIA+3).
 */
function positionOf(content: readonly GuideEntry[], index: number): number {
  let first = index;
  while (first > 0 && segmentOf(content[first - 1]) === segmentOf(content[index])) first -= 1;
  return first;
}

function segmentOf(entry: GuideEntry | undefined): string | undefined {
  return entry?.loop ?? entry?.segment;
}

function sizeOf(fields: readonly CompiledField[]): number {
  const last = fields.at(-1);
  if (last === undefined) return 0;
  return last.kind === 'repeated' ? last.position + last.count * last.size - 1 : last.position;
}

/** Fixed values are no part of the data. */
function withoutFixed(
  fields: readonly CompiledField[],
  fixed: Readonly<Record<string, string>> | undefined,
): readonly CompiledField[] {
  if (fixed === undefined) return fields;
  return fields.flatMap((field): CompiledField[] => {
    if (field.kind === 'scalar' && Object.hasOwn(fixed, field.name)) return [];
    if (field.kind !== 'composite') return [field];
    return [{ ...field, components: withoutFixed(field.components, fixed) }];
  });
}

function checkForm(entry: GuideEntry, segment: string): void {
  const forms = [entry.as !== undefined, entry.merge === true, entry.hierarchy !== undefined];
  const given = forms.filter(Boolean).length;
  const onlyFixed = entry.fixed !== undefined && entry.loop === undefined;
  if (given > 1 || (given === 0 && !onlyFixed)) {
    throw new Error(`guide: ${segment} needs either "as", "merge" or "hierarchy"`);
  }
  if (entry.hierarchy !== undefined && entry.loop === undefined) {
    throw new Error(`guide: ${segment} is a hierarchy, and so must be a loop`);
  }
}

function whenFirst(a: CompiledEntry, b: CompiledEntry): number {
  return Number(a.when === undefined) - Number(b.when === undefined) || a.index - b.index;
}

function compileWhen(when: GuideWhen, place: (name: string) => FieldPlace): CompiledWhen {
  return { ...place(when.element), in: new Set(when.in), usual: firstOf(when.in, when.element) };
}

function compilePick(pick: GuidePick, place: (name: string) => FieldPlace): CompiledPick {
  return {
    path: pick.as.split('.'),
    element: place(pick.element).name,
    where: place(pick.where).name,
    in: new Set(pick.in),
    usual: firstOf(pick.in, pick.where),
  };
}

function firstOf(values: readonly string[], name: string): string {
  const [first] = values;
  if (first === undefined) throw new Error(`guide: no value of ${name} is given to tell segments by`);
  return first;
}

/** Finds an element by its name, also within composites. */
function placeIn(fields: readonly CompiledField[], name: string, segment: string): FieldPlace {
  for (const field of fields) {
    if (field.kind === 'scalar' && field.name === name) {
      return { name, element: field.position, component: undefined };
    }
    if (field.kind !== 'composite') continue;
    for (const part of field.components) {
      if (part.kind === 'scalar' && part.name === name) {
        return { name, element: field.position, component: part.position };
      }
    }
  }
  throw new Error(`guide: ${segment} has no element called ${name}`);
}
