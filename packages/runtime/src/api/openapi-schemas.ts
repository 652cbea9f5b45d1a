/**
 * Schemas as they stand in the OpenAPI document. One with an `$id` becomes a component: an id may stand in a document
 * only once.
 */
export class SchemaComponents {
  readonly schemas: Record<string, unknown> = {};

  /** Gives a schema without the marks that only our own programs read. */
  describe(schema: object): unknown {
    // The copy leaves out what isn't JSON, such as TypeBox's own symbols.
    return this.#convert(JSON.parse(JSON.stringify(schema)));
  }

  #convert(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((part) => this.#convert(part));
    if (typeof value !== 'object' || value === null) return value;
    const id: unknown = Reflect.get(value, '$id');
    return typeof id === 'string' ? this.#refer(id, value) : this.#convertFields(value);
  }

  #refer(id: string, schema: object): object {
    const name = nameOf(id);
    if (!(name in this.schemas)) {
      this.schemas[name] = {};
      this.schemas[name] = this.#convertFields(schema);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  #convertFields(schema: object): object {
    return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, this.#convert(part)]));
  }
}

/** `https://crossdock.dev/schemas/flow/1.json` becomes `flow-1`. */
const nameOf = (id: string): string =>
  id
    .replace(/^.*\/schemas\//, '')
    .replace(/\.json$/, '')
    .replaceAll('/', '-');
