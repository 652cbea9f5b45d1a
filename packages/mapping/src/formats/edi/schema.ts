import type { CompiledGuide, ScalarField } from './compiled.ts';
import type { ElementType } from './guide.ts';
import { namesOf } from './names.ts';
import type { ListNode, NameNode, ObjectNode } from './names.ts';

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
  const renderer = new Renderer(options.for === 'write');
  const schema = renderer.object(namesOf(guide.root));
  return {
    ...schema,
    title: guide.guide.title,
    ...(renderer.shared.size === 0 ? {} : { $defs: Object.fromEntries(renderer.shared) }),
  };
}

class Renderer {
  readonly shared: Map<string, Schema>;
  private readonly forWriting: boolean;
  private readonly open: ObjectNode[] = [];

  constructor(forWriting: boolean, shared = new Map<string, Schema>()) {
    this.forWriting = forWriting;
    this.shared = shared;
  }

  object(node: ObjectNode): Schema {
    this.open.push(node);
    const properties: Record<string, Schema> = {};
    for (const [name, inner] of node.names) {
      properties[name] = this.node(inner, name);
      if (inner.kind === 'value' && inner.field.codes !== undefined && !inner.picked && !this.forWriting) {
        const title = `Meaning of: ${inner.field.title}`;
        properties[`${name}Meaning`] = { type: 'string', title, readOnly: true };
      }
    }
    this.open.pop();
    const required = this.forWriting ? [...node.required] : [];
    return {
      type: 'object',
      ...(node.title === '' ? {} : { title: node.title }),
      properties,
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: !this.forWriting,
    };
  }

  private node(node: NameNode, name: string): Schema {
    if (node.kind === 'value') return valueSchema(node.field);
    if (node.kind === 'object') return this.object(node);
    return this.list(node, name);
  }

  private list({ title, item }: ListNode, name: string): Schema {
    if (item.kind === 'object' && this.open.includes(item)) {
      if (!this.shared.has(name)) {
        // Set first, so that what is inside finds it.
        this.shared.set(name, {});
        this.shared.set(name, new Renderer(this.forWriting, this.shared).object(item));
      }
      return { type: 'array', title, items: { $ref: `#/$defs/${name}` } };
    }
    return { type: 'array', title, items: this.node(item, name) };
  }
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
