import { schemaTree } from '../fields.ts';
import type { SchemaField } from '../fields.ts';
import type { JsonSchema } from '../json.ts';
import type { Gap, SchemaChangeKind } from './gap.ts';
import { schemaGaps } from './gaps.ts';
import { sameJson } from './parts.ts';
import { sentence } from './sentences.ts';

/**
 * Whom a change harms. `backward`: documents made by the older schema may not be valid against the newer one, so
 * that its readers can't read them. `forward`: documents made by the newer schema may not be valid against the
 * older one, so that readers who know only that can't read them.
 */
export type Breakage = 'backward' | 'forward' | 'both' | 'none';

/** A difference between two versions of a schema. */
export interface SchemaChange {
  /** `lines[].quantity`; empty for the document. */
  path: string;
  change: SchemaChangeKind;
  breaks: Breakage;
  /** What changed, for people. */
  message: string;
}

/** One thing that differs, from both sides. */
interface Difference {
  path: string;
  kind: SchemaChangeKind;
  keyword: string;
  /** The newer schema asks for it and the older did not. */
  backward?: Gap;
  /** The older schema asked for it and the newer does not. */
  forward?: Gap;
}

/**
 * What changed from one version of a schema to the next, breaking changes first. Fields that a schema neither
 * names nor refuses are no part of what was agreed: naming one anew breaks nothing.
 */
export function compareSchemas(older: JsonSchema, newer: JsonSchema): SchemaChange[] {
  if (sameJson(older, newer)) return [];
  const before = fieldsByPath(older);
  const after = fieldsByPath(newer);
  const breaking = [...differences(older, newer).values()].map((difference) =>
    describe(difference, before, after),
  );
  const told = new Set(breaking.map(({ path }) => path));
  return [
    ...breaking,
    ...presence(after, before, 'fieldAdded', told),
    ...presence(before, after, 'fieldRemoved', told),
    ...documentation(before, after),
  ];
}

type Fields = ReadonlyMap<string, SchemaField>;

/** Every field, the document itself and the entries of lists among them. */
function fieldsByPath(schema: JsonSchema): Fields {
  const fields = new Map<string, SchemaField>();
  const open = [schemaTree(schema)];
  for (let field = open.pop(); field !== undefined; field = open.pop()) {
    fields.set(field.path, field);
    open.push(...(field.items === undefined ? field.children : [field.items]).toReversed());
  }
  return fields;
}

function differences(older: JsonSchema, newer: JsonSchema): Map<string, Difference> {
  const found = new Map<string, Difference>();
  for (const gap of schemaGaps(older, newer)) difference(gap).backward = gap;
  for (const gap of schemaGaps(newer, older)) difference(gap).forward = gap;
  return found;

  function difference({ path, kind, keyword }: Gap): Difference {
    const key = `${path}|${keyword}`;
    const known = found.get(key) ?? { path, kind, keyword };
    found.set(key, known);
    return known;
  }
}

function describe(difference: Difference, before: Fields, after: Fields): SchemaChange {
  const { path, keyword, backward, forward } = difference;
  const kind = kindOf(difference, before, after);
  const was = typesAt(kind, path, before) ?? (forward === undefined ? backward?.has : forward.asks);
  const is = typesAt(kind, path, after) ?? (backward === undefined ? forward?.has : backward.asks);
  const breaks = backward === undefined ? 'forward' : forward === undefined ? 'backward' : 'both';
  return { path, change: kind, breaks, message: sentence({ path, kind, keyword, was, is, breaks }) };
}

/** For types, what the whole schema says: a gap may be about one of several forms. */
function typesAt(kind: SchemaChangeKind, path: string, fields: Fields): readonly string[] | undefined {
  const field = kind === 'type' ? fields.get(path) : undefined;
  if (field === undefined || field.type === 'any') return undefined;
  return [field.type, ...field.otherTypes, ...(field.nullable ? ['null'] : [])];
}

/** A field that is required, or refused, because it came or went is told as having come or gone. */
function kindOf({ path, kind, forward }: Difference, before: Fields, after: Fields): SchemaChangeKind {
  if (kind === 'fieldRemoved') return forward === undefined ? 'fieldRemoved' : 'fieldAdded';
  if (kind !== 'required') return kind;
  if (!before.has(path) && after.has(path)) return 'fieldAdded';
  return before.has(path) && !after.has(path) ? 'fieldRemoved' : kind;
}

/** Fields that only one side has, the outermost ones, where nothing was said of them before. */
function presence(
  fields: Fields,
  others: Fields,
  kind: 'fieldAdded' | 'fieldRemoved',
  told: ReadonlySet<string>,
): SchemaChange[] {
  const found = new Set<string>();
  for (const path of fields.keys()) {
    if (path.endsWith('[]') || others.has(path) || told.has(path)) continue;
    if (![...found].some((outer) => path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`)))
      found.add(path);
  }
  return [...found].map((path) => ({
    path,
    change: kind,
    breaks: 'none',
    message: sentence({ path, kind, keyword: 'properties', breaks: 'none' }),
  }));
}

const documented = ['title', 'description', 'default', 'examples', 'deprecated', 'edi'] as const;

function documentation(before: Fields, after: Fields): SchemaChange[] {
  const changes: SchemaChange[] = [];
  for (const [path, field] of after) {
    const earlier = before.get(path);
    if (earlier === undefined) continue;
    const changed = documented.filter((key) => !sameJson(earlier[key] ?? null, field[key] ?? null));
    if (changed.length === 0) continue;
    const message = sentence({ path, kind: 'documentation', keyword: changed.join(', '), breaks: 'none' });
    changes.push({ path, change: 'documentation', breaks: 'none', message });
  }
  return changes;
}
