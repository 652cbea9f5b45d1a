import type { CompiledGuide, ScalarField } from './compiled.ts';
import type { ElementType } from './guide.ts';
import { namesOf } from './names.ts';
import type { NameNode, ObjectNode } from './names.ts';

/** What the data's schema is for. */
export interface GuideSchemaOptions {
  /**
   * `read`: the data as parsing gives it, with the meanings of codes. `write`: the data that serializing takes;
   * what must be there is required.
   */
  for: 'read' | 'write';
}

type Schema = Record<string, unknown>;

/**
 * JSON Schema (2020-12) of the data of a guide's documents, for mapper, completion and checks: every loop and
 * element with title and type. Levels that stand in themselves are references into `$defs`.
 */
export function guideSchema(guide: CompiledGuide, options: GuideSchemaOptions): Schema {
  const root = namesOf(guide.root);
  const renderer = new Renderer(options.for === 'write', itemsInSeveralPlaces(root));
  const schema = renderer.object(root);
  return {
    ...schema,
    title: guide.guide.title,
    ...(renderer.definitions.size === 0 ? {} : { $defs: Object.fromEntries(renderer.definitions) }),
  };
}

/** The levels of a hierarchy, which stand in one another. */
function itemsInSeveralPlaces(root: ObjectNode): Set<NameNode> {
  const seen = new Set<NameNode>();
  const several = new Set<NameNode>();
  const open: NameNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) {
      several.add(node);
      continue;
    }
    if (node.kind === 'object') {
      seen.add(node);
      open.push(...node.names.values());
    } else if (node.kind === 'list') open.push(node.item);
  }
  return several;
}

class Renderer {
  readonly definitions = new Map<string, Schema>();
  private readonly forWriting: boolean;
  private readonly shared: ReadonlySet<NameNode>;
  private readonly definitionOf = new Map<NameNode, string>();

  constructor(forWriting: boolean, shared: ReadonlySet<NameNode>) {
    this.forWriting = forWriting;
    this.shared = shared;
  }

  object(node: ObjectNode): Schema {
    const properties: Record<string, Schema> = {};
    for (const [name, inner] of node.names) {
      properties[name] = this.node(inner, name);
      if (inner.kind === 'value' && inner.field.codes !== undefined && !inner.picked && !this.forWriting) {
        const title = `Meaning of: ${inner.field.title}`;
        properties[`${name}Meaning`] = { type: 'string', title, readOnly: true };
      }
    }
    const required = this.forWriting ? [...node.required] : [];
    const together = this.forWriting ? dependencies(node) : [];
    return {
      type: 'object',
      ...(node.title === '' ? {} : { title: node.title }),
      properties,
      ...(required.length === 0 ? {} : { required }),
      ...(together.length === 0 ? {} : { dependentRequired: Object.fromEntries(together) }),
      additionalProperties: !this.forWriting,
    };
  }

  private node(node: NameNode, name: string): Schema {
    if (node.kind === 'value') return valueSchema(node.field);
    if (node.kind === 'list') return { type: 'array', title: node.title, items: this.node(node.item, name) };
    return this.shared.has(node) ? { $ref: `#/$defs/${this.defined(node, name)}` } : this.object(node);
  }

  /** The name of a definition, which is made where there is none yet. */
  private defined(node: ObjectNode, name: string): string {
    const known = this.definitionOf.get(node);
    if (known !== undefined) return known;
    let free = name;
    for (let count = 2; this.definitions.has(free); count += 1) free = `${name}${count}`;
    this.definitionOf.set(node, free);
    // Taken first, so that what is inside finds it.
    this.definitions.set(free, {});
    this.definitions.set(free, this.object(node));
    return free;
  }
}

function dependencies({ together }: ObjectNode): [name: string, wanted: string[]][] {
  const lists = [...together].map(([name, wanted]): [string, string[]] => [name, [...wanted]]);
  return lists.filter(([, wanted]) => wanted.length > 0);
}

const typeSchemas: Readonly<Record<ElementType, Schema>> = {
  AN: { type: 'string' },
  ID: { type: 'string' },
  DT: { type: 'string', format: 'date' },
  TM: { type: 'string' },
  DTM: { type: 'string' },
  R: { type: 'number' },
  N0: { type: 'integer' },
  N1: { type: 'number' },
  N2: { type: 'number' },
  N3: { type: 'number' },
  N4: { type: 'number' },
  N5: { type: 'number' },
  N6: { type: 'number' },
};

function valueSchema(field: ScalarField): Schema {
  const schema = typeSchemas[field.type];
  return {
    ...schema,
    title: field.title,
    ...(field.codesClosed && field.codes !== undefined ? { enum: Object.keys(field.codes) } : {}),
    ...(field.type === 'AN' && Number.isFinite(field.maxLength) ? { maxLength: field.maxLength } : {}),
  };
}
