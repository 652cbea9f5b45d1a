import { compileConditions } from './compile-conditions.ts';
import type { CompiledField, FieldPlace, RepeatedField, ScalarField } from './compiled.ts';
import { parseCondition } from './conditions.ts';
import type { CompiledCondition } from './conditions.ts';
import { elementTypes } from './guide.ts';
import type { CodeLists, ElementType, GuideElement, GuideSegment } from './guide.ts';

/** The elements of a segment, made ready. */
export interface CompiledSegment {
  title: string;
  fields: readonly CompiledField[];
  required: readonly FieldPlace[];
  conditions: readonly CompiledCondition[];
}

/** Makes the elements of segments ready, once for each segment. */
export class FieldCompiler {
  private readonly segments: Readonly<Record<string, GuideSegment>>;
  private readonly codes: CodeLists;
  private readonly known = new Map<string, CompiledSegment>();

  constructor(segments: Readonly<Record<string, GuideSegment>>, codes: CodeLists) {
    this.segments = segments;
    this.codes = codes;
  }

  segment(id: string): CompiledSegment {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const definition = Object.hasOwn(this.segments, id) ? this.segments[id] : undefined;
    if (definition === undefined) throw new Error(`guide: segment ${id} is not in the dictionary`);
    const { title, elements } = definition;
    const fields = this.fields(elements, 1);
    const conditions = compileConditions((definition.conditions ?? []).map(parseCondition), fields);
    const compiled = { title, fields, required: requiredOf(fields), conditions };
    this.known.set(id, compiled);
    return compiled;
  }

  private fields(elements: readonly GuideElement[], first: number): CompiledField[] {
    let position = first;
    const fields = elements.map((element) => {
      const field = this.field(element, position);
      position += field.kind === 'repeated' ? field.count * field.size : 1;
      return field;
    });
    return fields.map((field) => (field.kind === 'scalar' ? withFormat(field, elements, fields) : field));
  }

  private field(element: GuideElement, position: number): CompiledField {
    const { name } = element;
    const common = { position, name, title: element.title ?? name, required: element.required === true };
    if (element.list === true) {
      const parts =
        element.components === undefined ? [this.scalar(element, 0)] : this.fields(element.components, 0);
      const objects = element.components !== undefined;
      return { kind: 'list', ...common, repeats: element.repeats ?? 1, parts, objects };
    }
    const conditions = (element.conditions ?? []).map(parseCondition);
    if (element.components !== undefined) {
      return { kind: 'composite', ...common, components: this.fields(element.components, 0), conditions };
    }
    if (element.elements !== undefined) {
      const fields = this.fields(element.elements, 0);
      const { repeat: count = 1 } = element;
      return { kind: 'repeated', ...common, count, size: fields.length, fields, conditions };
    }
    if (conditions.length > 0) throw new Error(`guide: ${name} has conditions, but neither parts nor groups`);
    return this.scalar(element, position);
  }

  private scalar(element: GuideElement, position: number): ScalarField {
    const type = element.type ?? 'AN';
    if (!isElementType(type)) throw new Error(`guide: ${element.name} has the unknown type ${type}`);
    const codes = this.codeList(element);
    const codesClosed = element.codesClosed === true;
    const minLength = element.minLength ?? 0;
    const maxLength = element.maxLength ?? Number.POSITIVE_INFINITY;
    return {
      kind: 'scalar',
      position,
      name: element.name,
      title: element.title ?? element.name,
      type,
      codes,
      codesClosed,
      required: element.required === true,
      minLength,
      maxLength,
      checked: codesClosed || minLength > 0 || Number.isFinite(maxLength),
      format: undefined,
    };
  }

  private codeList(element: GuideElement): Readonly<Record<string, string>> | undefined {
    if (element.codes === undefined) return undefined;
    const codes = this.codes[element.codes];
    if (codes !== undefined) return codes;
    throw new Error(`guide: ${element.name} names the unknown code list ${element.codes}`);
  }
}

/** A date by a code knows where the code is. */
function withFormat(
  field: ScalarField,
  elements: readonly GuideElement[],
  fields: readonly CompiledField[],
): ScalarField {
  if (field.type !== 'DTM') return field;
  const name = elements[fields.indexOf(field)]?.format;
  const format = fields.find((other) => other.kind === 'scalar' && other.name === name);
  if (name === undefined || format === undefined) {
    throw new Error(`guide: ${field.name} is of type DTM, but names no component with the code of its form`);
  }
  return { ...field, format: { position: format.position, name } };
}

function requiredOf(fields: readonly CompiledField[]): FieldPlace[] {
  return fields.flatMap((field): FieldPlace[] => {
    if (field.kind === 'repeated') return field.required ? requiredOfFirst(field) : [];
    const own = field.required ? [{ name: field.name, element: field.position, component: undefined }] : [];
    if (field.kind !== 'composite' || !field.required) return own;
    const parts = field.components.flatMap((part) =>
      part.kind === 'scalar' && part.required
        ? [{ name: part.name, element: field.position, component: part.position }]
        : [],
    );
    return parts.length > 0 ? parts : own;
  });
}

/** A run that must be there needs its first group. */
function requiredOfFirst({ fields, position }: RepeatedField): FieldPlace[] {
  return requiredOf(fields).map((place) => ({ ...place, element: position + place.element }));
}

function isElementType(type: string): type is ElementType {
  return (elementTypes as readonly string[]).includes(type);
}
