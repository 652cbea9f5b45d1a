import { isObject, listAt } from '../json.ts';
import type { JsonSchema } from '../json.ts';
import { shapeOf } from '../shape.ts';
import { valuesOfPart } from './parts.ts';

const scalars: readonly unknown[] = [
  0,
  1,
  2,
  3,
  4,
  0.5,
  2.5,
  -1,
  8,
  '',
  'EA',
  'BX',
  'A',
  '12',
  '2026-11-21',
  'AAAAA',
  true,
  false,
  null,
];

/**
 * Documents as somebody would make them who knows the schema: of the fields it names, and sometimes one that it
 * leaves open. Most of them are valid; the caller keeps those.
 */
export function documentsOf(schema: JsonSchema, seed: number, count: number): unknown[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => documentOf([schema], schema, random, 0));
}

type Random = (below: number) => number;

function documentOf(schemas: readonly unknown[], root: JsonSchema, random: Random, depth: number): unknown {
  const shape = shapeOf(
    schemas.map((schema) => oneForm(schema, random)),
    root,
  );
  const values = shape.parts.flatMap((part) => valuesOfPart(part) ?? []);
  if (values.length > 0 && random(8) > 0) return values[random(values.length)];
  const type =
    shape.types.length === 0
      ? ['object', 'array', 'string'][random(3)]
      : shape.types[random(shape.types.length)];
  if (type === 'object' && depth < 5) {
    const entries: [string, unknown][] = [];
    for (const [name, known] of shape.properties) {
      const wanted = shape.required.has(name) || random(3) > 0;
      if (wanted && !known.includes(false)) entries.push([name, documentOf(known, root, random, depth + 1)]);
    }
    for (const name of shape.required) {
      if (shape.properties.has(name)) continue;
      entries.push([name, documentOf(shape.otherProperties, root, random, depth + 1)]);
    }
    if (random(3) === 0) entries.push(['other', documentOf(shape.otherProperties, root, random, depth + 1)]);
    return Object.fromEntries(entries);
  }
  if (type === 'array' && depth < 5) {
    const items = shape.items;
    return Array.from({ length: random(4) }, () =>
      documentOf(items.length === 0 ? [] : [items[random(items.length)]], root, random, depth + 1),
    );
  }
  return scalars[random(scalars.length)];
}

/** A schema with one of its alternatives in place of all. */
function oneForm(schema: unknown, random: Random): unknown {
  if (!isObject(schema)) return schema;
  const forms = [...listAt(schema, 'anyOf'), ...listAt(schema, 'oneOf')];
  const chosen = forms[random(Math.max(1, forms.length))];
  if (chosen === undefined) return schema;
  const rest = Object.entries(schema).filter(([key]) => key !== 'anyOf' && key !== 'oneOf');
  return { allOf: [Object.fromEntries(rest), oneForm(chosen, random)] };
}

/** The same numbers for the same seed. */
function randomNumbers(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
