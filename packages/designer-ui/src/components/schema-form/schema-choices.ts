import {
  parseSchemaReference,
  type RegisteredSchema,
  type SchemaVersionSummary,
} from '@crossdock/flow-schema';

/** A version of a registered schema in a list; `value` is how flows name it. */
export interface SchemaChoice {
  value: string;
  label: string;
  title: string;
  note: string;
}

/** Every version of every schema, the newest of each first. Versions are counted from 1 without gaps. */
export function schemaChoices(schemas: readonly RegisteredSchema[]): SchemaChoice[] {
  return schemas.flatMap(({ key, title, latest }) =>
    Array.from({ length: latest.version }, (_, index) => {
      const version = latest.version - index;
      const value = `${key}@${version}`;
      const isDeprecated = index === 0 && latest.deprecated;
      const note = isDeprecated ? 'deprecated' : index === 0 && latest.version > 1 ? 'newest' : '';
      return { value, label: value, title, note };
    }),
  );
}

/** Choices whose title or name has the text in it; all while the text is the name of one. */
export function choicesWith(choices: readonly SchemaChoice[], text: string): SchemaChoice[] {
  const wanted = text.trim().toLowerCase();
  if (choices.some(({ value }) => value.toLowerCase() === wanted)) return [...choices];
  return choices.filter(({ value, title }) => `${title} ${value}`.toLowerCase().includes(wanted));
}

/** What is known of the schema that a reference names; versions undefined while they are being asked for. */
export interface NamedSchema {
  reference: string;
  isMissing: boolean;
  versions: readonly SchemaVersionSummary[] | undefined;
}

/** What is wrong with a reference, and what to do; undefined when nothing is, or that isn't known yet. */
export function referenceFault({ reference, isMissing, versions }: NamedSchema): string | undefined {
  if (reference === '') return undefined;
  const named = parseSchemaReference(reference);
  if (!named) return 'Name a schema with its version, for example order@1.';
  if (isMissing) return `There is no schema “${named.key}”. Choose one of the list.`;
  const newest = versions?.[0]?.version;
  if (newest === undefined || named.version <= newest) return undefined;
  return `“${named.key}” has no version ${named.version}; the newest is ${named.key}@${newest}.`;
}

/** What to use in place of a deprecated version, in words; undefined for one that may be used. */
export function deprecationText({ reference, versions }: NamedSchema): string | undefined {
  const named = parseSchemaReference(reference);
  const found = versions?.find(({ version }) => version === named?.version);
  if (!found?.deprecated) return undefined;
  return `This version is deprecated. ${found.deprecation ?? 'Choose a newer one.'}`;
}
