import type { JsonSchema } from '../json.ts';
import { Place } from './place.ts';

/** How what was seen is put into a schema. */
export interface SchemaStyle {
  /** Most different texts that are listed as the values of a field; 0: never list. */
  maxEnum: number;
  /** Whether fields that no sample has are refused. */
  closed: boolean;
}

/** A schema that whatever was seen at the place is valid against. */
export function schemaOfPlace(place: Place, style: SchemaStyle): JsonSchema {
  const types = typesOf(place);
  if (place.unseen || types.length === 0) return {};
  const [only] = types;
  return {
    type: types.length === 1 ? only : types,
    ...textSchema(place, style),
    ...objectSchema(place, style),
    ...listSchema(place, style),
  };
}

function typesOf(place: Place): string[] {
  const numbers = place.fractions > 0 ? 'number' : 'integer';
  const seen: [type: string, times: number][] = [
    ['object', place.objects],
    ['array', place.lists],
    ['string', place.texts.count],
    [numbers, place.integers + place.fractions],
    ['boolean', place.booleans],
    ['null', place.nulls],
  ];
  return seen.filter(([, times]) => times > 0).map(([type]) => type);
}

function textSchema({ texts, nulls, count }: Place, { maxEnum }: SchemaStyle): JsonSchema {
  if (texts.count === 0) return {};
  const form = texts.form();
  if (form !== undefined) return form;
  const values = texts.count + nulls === count ? texts.values(maxEnum) : undefined;
  if (values === undefined) return {};
  return { enum: nulls > 0 ? [...values, null] : values };
}

function listSchema({ entries }: Place, style: SchemaStyle): JsonSchema {
  return entries === undefined ? {} : { items: schemaOfPlace(entries, style) };
}

function objectSchema(place: Place, style: SchemaStyle): JsonSchema {
  if (place.objects === 0) return {};
  if (place.mapped !== undefined) return mapSchema(place.mapped, style);
  if (looksLikeMap(place)) {
    const values = new Place();
    for (const { place: value } of place.named.values()) values.merge(value);
    return mapSchema(values, style);
  }
  const named = [...place.named];
  const required = named.filter(([, { count }]) => count === place.objects).map(([name]) => name);
  return {
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(
      named.map(([name, { place: value }]) => [name, schemaOfPlace(value, style)]),
    ),
    // Validators pass over a property named __proto__ in a schema, and would take it for an unknown field.
    ...(style.closed && !place.named.has('__proto__') ? { additionalProperties: false } : {}),
  };
}

function mapSchema(values: Place, style: SchemaStyle): JsonSchema {
  return { additionalProperties: schemaOfPlace(values, style) };
}

/** Types seen at a place, as text to compare; null and the kind of number do not count. */
function kindOf(place: Place): string {
  return typesOf(place)
    .filter((type) => type !== 'null')
    .join()
    .replace('integer', 'number');
}

/** Names that are data (item numbers, dates), or many names of which each object has few. */
function looksLikeMap({ named, objects }: Place): boolean {
  const values = [...named.values()];
  if (new Set(values.map(({ place }) => kindOf(place))).size !== 1) return false;
  if (named.size >= 4 && [...named.keys()].every((name) => /\d{3}|^\d+$/.test(name))) return true;
  const uses = values.reduce((sum, { count }) => sum + count, 0);
  return named.size >= 20 && objects >= 5 && uses / (objects * named.size) < 0.3;
}
