import type {
  CodeLists,
  ElementType,
  Guide,
  GuideElement,
  GuideEntry,
  GuidePick,
  SegmentDictionary,
} from './guide.ts';

/** A guide made ready for reading: names looked up, positions counted. */
export interface CompiledGuide {
  /** `004010/850` */
  id: string;
  guide: Guide;
  root: CompiledLoop;
}

export interface CompiledLoop {
  entries: ReadonlyMap<string, CompiledEntry>;
  required: readonly string[];
}

export interface CompiledEntry {
  segment: string;
  /** Where the object goes; empty for entries that are merged into the enclosing object. */
  path: readonly string[];
  many: boolean;
  merge: boolean;
  fields: readonly CompiledField[];
  pick: CompiledPick | undefined;
  /** Set for loops. */
  loop: CompiledLoop | undefined;
}

export interface CompiledPick {
  path: readonly string[];
  element: string;
  where: string;
  in: ReadonlySet<string>;
}

export type CompiledField = ScalarField | CompositeField | RepeatedField;

export interface ScalarField {
  kind: 'scalar';
  position: number;
  name: string;
  type: ElementType;
  codes: Readonly<Record<string, string>> | undefined;
  list: boolean;
}

export interface CompositeField {
  kind: 'composite';
  position: number;
  /** Positions count the components from 0. */
  components: readonly CompiledField[];
}

export interface RepeatedField {
  kind: 'repeated';
  position: number;
  name: string;
  count: number;
  /** Elements in each group. */
  size: number;
  fields: readonly CompiledField[];
}

const elementTypes: readonly string[] = ['AN', 'ID', 'DT', 'TM', 'R', 'N0', 'N1', 'N2', 'N3', 'N4'];

/**
 * @throws Error when the guide names segments, types or code lists that there are none of: a fault of the
 * guide's author, found by the tests of the guides
 */
export function compileGuide(guide: Guide, dictionary: SegmentDictionary, codes: CodeLists): CompiledGuide {
  const compiler = new GuideCompiler(dictionary, codes);
  return { id: `${guide.version}/${guide.transaction}`, guide, root: compiler.loop(guide.content) };
}

class GuideCompiler {
  private readonly dictionary: SegmentDictionary;
  private readonly codes: CodeLists;
  private readonly fieldsOf = new Map<string, readonly CompiledField[]>();

  constructor(dictionary: SegmentDictionary, codes: CodeLists) {
    this.dictionary = dictionary;
    this.codes = codes;
  }

  loop(content: readonly GuideEntry[]): CompiledLoop {
    const entries = new Map<string, CompiledEntry>();
    const required: string[] = [];
    for (const entry of content) {
      const compiled = this.entry(entry);
      if (entries.has(compiled.segment)) throw new Error(`guide: ${compiled.segment} twice in one loop`);
      entries.set(compiled.segment, compiled);
      if (entry.required === true) required.push(compiled.segment);
    }
    return { entries, required };
  }

  private entry(entry: GuideEntry): CompiledEntry {
    const segment = entry.loop ?? entry.segment;
    if (segment === undefined) throw new Error('guide: an entry needs a segment or a loop');
    const merge = entry.merge === true;
    if (merge === (entry.as !== undefined)) throw new Error(`guide: ${segment} needs either "as" or "merge"`);
    return {
      segment,
      path: entry.as?.split('.') ?? [],
      many: entry.many === true,
      merge,
      fields: this.segmentFields(segment),
      pick: entry.pick === undefined ? undefined : compilePick(entry.pick),
      loop: entry.loop === undefined ? undefined : this.loop(entry.content ?? []),
    };
  }

  private segmentFields(segment: string): readonly CompiledField[] {
    const known = this.fieldsOf.get(segment);
    if (known !== undefined) return known;
    const definition = this.dictionary.segments[segment];
    if (definition === undefined) throw new Error(`guide: segment ${segment} is not in the dictionary`);
    const fields = this.fields(definition.elements, 1);
    this.fieldsOf.set(segment, fields);
    return fields;
  }

  private fields(elements: readonly GuideElement[], first: number): CompiledField[] {
    let position = first;
    return elements.map((element) => {
      const field = this.field(element, position);
      position += field.kind === 'repeated' ? field.count * field.size : 1;
      return field;
    });
  }

  private field(element: GuideElement, position: number): CompiledField {
    if (element.components !== undefined) {
      return { kind: 'composite', position, components: this.fields(element.components, 0) };
    }
    if (element.elements !== undefined) {
      const fields = this.fields(element.elements, 0);
      return {
        kind: 'repeated',
        position,
        name: element.name,
        count: element.repeat ?? 1,
        size: fields.length,
        fields,
      };
    }
    return this.scalar(element, position);
  }

  private scalar(element: GuideElement, position: number): ScalarField {
    const type = element.type ?? 'AN';
    if (!isElementType(type)) throw new Error(`guide: ${element.name} has the unknown type ${type}`);
    const codes = element.codes === undefined ? undefined : this.codes[element.codes];
    if (element.codes !== undefined && codes === undefined) {
      throw new Error(`guide: ${element.name} names the unknown code list ${element.codes}`);
    }
    return { kind: 'scalar', position, name: element.name, type, codes, list: element.list === true };
  }
}

function compilePick(pick: GuidePick): CompiledPick {
  return { path: pick.as.split('.'), element: pick.element, where: pick.where, in: new Set(pick.in) };
}

function isElementType(type: string): type is ElementType {
  return elementTypes.includes(type);
}
