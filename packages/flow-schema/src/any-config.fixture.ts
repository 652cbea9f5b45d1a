import fc from 'fast-check';
import { isObject, property } from './json-values.ts';

/**
 * Values that fit a schema, of the keywords that node types use; where expressions are allowed, also those. What a
 * rule beyond the schema says of them (a cron expression that never fires) is left to chance.
 */
export function fitting(schema: unknown): fc.Arbitrary<unknown> {
  const plain = withoutExpressions(schema);
  return property(schema, 'x-dynamic') === true
    ? fc.oneof({ weight: 3, arbitrary: plain }, fc.constantFrom('=$', '=body.lines[0]'))
    : plain;
}

/** Values that may or may not fit: fitting ones in which some fields were changed, added or taken out. */
export function nearlyFitting(schema: unknown): fc.Arbitrary<unknown> {
  const keys = Object.keys(Object(property(schema, 'properties')));
  const changes = fc.dictionary(
    fc.constantFrom(...keys, 'other', '__proto__'),
    fc.oneof(fc.jsonValue(), fc.constantFrom('=$', '', {}, [], null, undefined)),
    { maxKeys: 3 },
  );
  return fc
    .tuple(fitting(schema), changes)
    .map(([value, changed]) => (isObject(value) ? withOwn(value, changed) : value));
}

/** A spread would call the setter of `__proto__`. */
const withOwn = (value: object, changed: object): unknown =>
  JSON.parse(JSON.stringify(Object.fromEntries([...Object.entries(value), ...Object.entries(changed)])));

function withoutExpressions(schema: unknown): fc.Arbitrary<unknown> {
  const branches = property(schema, 'anyOf');
  if (Array.isArray(branches)) return fc.oneof(...branches.map(fitting));
  const values = property(schema, 'enum');
  if (Array.isArray(values)) return fc.constantFrom<unknown>(...(values as unknown[]));
  if (isObject(schema) && Object.hasOwn(schema, 'const')) return fc.constant(schema['const']);
  switch (property(schema, 'type')) {
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer(limits(schema, { min: 'minimum', max: 'maximum' }));
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fitting(property(schema, 'items')), {
        maxLength: 4,
        ...limits(schema, { minLength: 'minItems' }),
      });
    case 'object':
      return object(schema);
    default:
      return fc.jsonValue();
  }
}

function text(schema: unknown): fc.Arbitrary<string> {
  const pattern = property(schema, 'pattern');
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern), { maxLength: 40 });
  return fc.string({ unit: 'grapheme', maxLength: 12, ...limits(schema, { minLength: 'minLength' }) });
}

function object(schema: unknown): fc.Arbitrary<unknown> {
  const patterns = Object.values(Object(property(schema, 'patternProperties')));
  if (patterns.length > 0) return fc.dictionary(fc.string(), fitting(patterns[0]), { maxKeys: 4 });
  const properties = Object.entries(Object(property(schema, 'properties')));
  const required = property(schema, 'required');
  return fc.record(Object.fromEntries(properties.map(([key, value]) => [key, fitting(value)])), {
    requiredKeys: Array.isArray(required) ? (required as string[]) : [],
  });
}

function limits(schema: unknown, names: Record<string, string>): Record<string, number> {
  const given = Object.entries(names).map(([name, keyword]) => [name, property(schema, keyword)] as const);
  return Object.fromEntries(given.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}
