import type {
  RegisteredSchema,
  SchemaCompareBody,
  SchemaComparison,
  SchemaCreate,
  SchemaDeprecation,
  SchemaPublishBody,
  SchemaSettings,
  SchemaVersion,
  SchemaVersionSummary,
} from '@crossdock/flow-schema';
import { checkCompatibility, compareSchemas, SchemaError, validateJson } from '@crossdock/mapping';
import type { Compatibility, JsonSchema } from '@crossdock/mapping';
import type { Actor } from '../access/principal.ts';
import { invalidFields, Refusal } from '../refusal.ts';
import type { PageRequest, PageResult } from '../store/page.ts';
import type { SchemaRow, SchemaStore, SchemaVersionState } from '../store/schemas.ts';
import { builtInSchema, builtInSchemas, builtInVersion } from './canonical.ts';

/** How many versions are kept in memory for running flows; the one used longest ago goes first. */
const mostKept = 500;

/** Registered schemas: the canonical documents, which come with the product, and those of the company. */
export class Schemas {
  readonly #store: SchemaStore;
  /** Versions never change, so that what was read once is right for ever. */
  readonly #kept = new Map<string, JsonSchema>();

  constructor(store: SchemaStore) {
    this.#store = store;
  }

  /** The built-in ones first; the cursor is the group, then the key. */
  async list({ limit, after }: PageRequest, q: string | undefined): Promise<PageResult<RegisteredSchema>> {
    const [group = 'built-in', key = ''] = after ?? [];
    const builtIn =
      group === 'built-in' ? builtInSchemas(q).filter((schema) => schema.key > String(key)) : [];
    const items = builtIn.slice(0, limit);
    const last = items.at(-1);
    // A page that they fill goes on with whatever comes after them, if anything does.
    if (last && items.length === limit) {
      const more =
        builtIn.length > limit ||
        (await this.#store.list({ limit: 1, after: undefined }, q)).items.length > 0;
      return { items, next: more ? ['built-in', last.key] : undefined };
    }
    const own = { limit: limit - items.length, after: group === 'built-in' ? undefined : [key] };
    const { items: rows, next } = await this.#store.list(own, q);
    return { items: [...items, ...rows.map(show)], next: next && ['own', ...next] };
  }

  /** @throws Refusal `not_found` */
  async get(key: string): Promise<RegisteredSchema> {
    const builtIn = builtInSchema(key);
    if (builtIn) return builtIn;
    const row = await this.#store.find(key);
    if (!row) throw noSchema(key);
    return show(row);
  }

  /** @throws Refusal `not_found` */
  async versions(key: string, page: PageRequest): Promise<PageResult<SchemaVersionSummary>> {
    const { builtIn, latest } = await this.get(key);
    return builtIn ? { items: [latest], next: undefined } : this.#store.versions(key, page);
  }

  /** @throws Refusal `not_found` */
  async version(key: string, version: number): Promise<SchemaVersion> {
    const found = builtInVersion(key, version) ?? (await this.#store.version(key, version));
    if (!found) throw new Refusal('not_found', `There is no schema "${key}@${version}".`);
    return found;
  }

  /** A version, for running flows; null if there is none. */
  async schemaOf(key: string, version: number): Promise<JsonSchema | null> {
    const id = `${key}@${version}`;
    const known = this.#kept.get(id);
    const schema =
      known ?? (builtInVersion(key, version) ?? (await this.#store.version(key, version)))?.schema;
    if (schema === undefined) return null;
    this.#kept.delete(id);
    this.#kept.set(id, schema);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return schema;
  }

  /** @throws Refusal `schema_exists` or `invalid_fields` */
  async create({ key, schema, note, ...settings }: SchemaCreate, by: Actor): Promise<RegisteredSchema> {
    refuseUnusable(schema);
    const taken = builtInSchema(key) !== undefined;
    if (taken || !(await this.#store.create(key, settings, { schema, note }, by))) {
      throw new Refusal('schema_exists', `There is a schema "${key}" already. Choose another key.`);
    }
    return this.get(key);
  }

  /** @throws Refusal `not_found` or `schema_built_in` */
  async update(key: string, settings: SchemaSettings, by: Actor): Promise<RegisteredSchema> {
    refuseBuiltIn(key);
    if (!(await this.#store.update(key, settings, by))) throw noSchema(key);
    return this.get(key);
  }

  /** @throws Refusal `not_found`, `schema_built_in`, `invalid_fields` or `schema_incompatible` with the reasons */
  async publish(key: string, { schema, note }: SchemaPublishBody, by: Actor): Promise<SchemaVersion> {
    refuseBuiltIn(key);
    refuseUnusable(schema);
    const version = await this.#store.publish(key, { schema, note }, by, (mode, earlier) => {
      const compatibility = checkCompatibility(mode, earlier, schema);
      if (!compatibility.compatible) throw incompatible(mode, compatibility);
    });
    if (version === undefined) throw noSchema(key);
    return this.version(key, version);
  }

  /** @throws Refusal `not_found` or `schema_built_in` */
  async deprecate(
    { key, version }: Pick<SchemaVersionState, 'key' | 'version'>,
    { deprecated, note }: SchemaDeprecation,
    by: Actor,
  ): Promise<SchemaVersion> {
    refuseBuiltIn(key);
    if (await this.#store.deprecate({ key, version, deprecated }, note, by))
      return this.version(key, version);
    throw new Refusal('not_found', `There is no schema "${key}@${version}".`);
  }

  /** @throws Refusal `not_found` or `invalid_fields` */
  async compare(key: string, { from, to, schema }: SchemaCompareBody): Promise<SchemaComparison> {
    const { mode, latest, builtIn } = await this.get(key);
    const older = await this.version(key, from ?? latest.version);
    const newer = schema ?? (to === undefined ? undefined : (await this.version(key, to)).schema);
    if (newer === undefined) {
      throw invalidFields([{ path: 'schema', message: 'is missing: a schema or a version to compare with' }]);
    }
    refuseUnusable(newer);
    const earlier = builtIn ? [older] : await this.#store.earlier(key);
    // A version that was published owed something to those before it only.
    const before = schema ? earlier : earlier.filter(({ version }) => to === undefined || version < to);
    const { compatible, reasons } = checkCompatibility(mode, before, newer);
    return { changes: compareSchemas(older.schema, newer), compatible, reasons };
  }
}

const show = ({ key, title, description, mode, latest }: SchemaRow): RegisteredSchema => ({
  key,
  title,
  ...(description === undefined ? {} : { description }),
  mode,
  builtIn: false,
  latest,
});

const noSchema = (key: string): Refusal => new Refusal('not_found', `There is no schema "${key}".`);

function refuseBuiltIn(key: string): void {
  if (builtInSchema(key) === undefined) return;
  throw new Refusal('schema_built_in', `"${key}" comes with the product and can’t be changed.`);
}

/** @throws Refusal for what is no JSON Schema */
function refuseUnusable(schema: JsonSchema): void {
  try {
    validateJson(schema, null);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw invalidFields([{ path: 'schema', message: `can’t be used: ${error.message}` }]);
  }
}

function incompatible(mode: string, { problems, reasons }: Compatibility): Refusal {
  const errors = problems.flatMap(({ version, changes }) =>
    changes.map(({ path, message }) => ({ path, message: `Against version ${version}: ${message}` })),
  );
  const [first = ''] = reasons;
  const more = reasons.length > 1 ? ` (and ${reasons.length - 1} more)` : '';
  const message = `It is not compatible (${mode}). ${first}${more}`;
  return new Refusal('schema_incompatible', message, { errors });
}
