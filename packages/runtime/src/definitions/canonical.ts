import type { RegisteredSchema, SchemaVersion } from '@crossdock/flow-schema';
import { canonicalSchema, canonicalSchemas, describeSchema } from '@crossdock/mapping';

/** Version of the canonical documents, as their `$id` says too. */
const version = 1;

const summary = {
  version,
  note: null,
  deprecated: false,
  deprecation: null,
  createdAt: null,
  createdBy: 'built-in',
};

/** The canonical documents as registered schemas, by key. */
const registered: readonly RegisteredSchema[] = Object.entries(canonicalSchemas)
  .map(([key, schema]): RegisteredSchema => {
    const { title = key, description } = describeSchema(schema);
    return {
      key,
      title,
      ...(description === undefined ? {} : { description }),
      mode: 'backward',
      builtIn: true,
      latest: summary,
    };
  })
  .sort((left, right) => (left.key < right.key ? -1 : 1));

/** Canonical documents whose title or key contains a text. */
export function builtInSchemas(q = ''): readonly RegisteredSchema[] {
  const wanted = q.toLowerCase();
  return registered.filter(({ key, title }) => `${key} ${title}`.toLowerCase().includes(wanted));
}

/** The canonical document of this key. */
export function builtInSchema(key: string): RegisteredSchema | undefined {
  return registered.find((schema) => schema.key === key);
}

/** A version of a canonical document. */
export function builtInVersion(key: string, wanted: number): SchemaVersion | undefined {
  const schema = wanted === version ? canonicalSchema(key) : undefined;
  return schema && { key, ...summary, schema: { ...schema } };
}
