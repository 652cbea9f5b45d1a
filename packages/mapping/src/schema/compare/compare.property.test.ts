import fc from 'fast-check';
import { expect, test } from 'vitest';

import { isObject } from '../json.ts';
import type { JsonSchema } from '../json.ts';
import { validateJson } from '../validator.ts';
import { compareSchemas } from './changes.ts';
import { documentsOf } from './documents.fixture.ts';

const runs = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 40);

const small = fc.integer({ min: 0, max: 4 });
const texts = fc.uniqueArray(fc.constantFrom('', 'EA', 'BX', '2026-11-21', '12'), { minLength: 1 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const leaf: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    type: fc.constantFrom('integer', 'number'),
    minimum: optional(small),
    exclusiveMaximum: optional(small),
    multipleOf: optional(fc.constantFrom(1, 2, 4)),
  }),
  fc.record({
    type: fc.constant('string'),
    minLength: optional(small),
    maxLength: optional(small),
    format: optional(fc.constant('date')),
    pattern: optional(fc.constantFrom('^\\d+$', 'A')),
  }),
  texts.map((values) => ({ enum: values })),
  fc.constantFrom(
    {},
    { type: 'boolean' },
    { type: 'null' },
    { const: 'EA' },
    { type: ['string', 'null'] },
    { type: ['integer', 'boolean'] },
  ),
  fc.constantFrom({ $ref: '#/$defs/part' }, { $ref: '#' }),
);

const { schema } = fc.letrec<{ schema: object; object: object; list: object; forms: object }>((tie) => ({
  schema: fc.oneof({ depthSize: 'small' }, leaf, tie('object'), tie('object'), tie('list'), tie('forms')),
  object: fc.record({
    type: fc.constant('object'),
    properties: optional(fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema'), { maxKeys: 3 })),
    required: optional(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 })),
    additionalProperties: optional(fc.oneof(fc.constant(false), fc.constant(true), leaf)),
    maxProperties: optional(small),
  }),
  list: fc.record({
    type: fc.constant('array'),
    items: optional(tie('schema')),
    prefixItems: optional(fc.array(tie('schema'), { minLength: 1, maxLength: 2 })),
    minItems: optional(small),
    maxItems: optional(small),
    uniqueItems: optional(fc.boolean()),
  }),
  forms: fc.oneof(
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((forms) => ({ anyOf: forms })),
    fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((forms) => ({ oneOf: forms })),
    fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((parts) => ({ allOf: parts })),
  ),
}));

const whole = fc.tuple(schema, leaf).map(([root, part]): JsonSchema => plain({ ...root, $defs: { part } }));

/** Without what is undefined; nothing refers to itself at its own place. */
function plain(value: object): JsonSchema {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  if (!isObject(copy)) throw new Error('not an object');
  return copy;
}

/** A copy in which one keyword somewhere is left out or taken from another schema. */
function changed(value: JsonSchema, other: JsonSchema, choice: number): JsonSchema {
  const places = objectsIn(structuredClone(value));
  const [root] = places;
  const place = places[choice % places.length];
  const giver = objectsIn(other)[choice % objectsIn(other).length];
  if (root === undefined || place === undefined || giver === undefined) return value;
  const keys = Object.keys(place).filter((key) => key !== '$defs');
  const key = keys[(choice >> 4) % Math.max(1, keys.length)];
  if (choice % 3 > 0 && key !== undefined) delete place[key];
  else
    Object.assign(
      place,
      { ...giver, $defs: undefined },
      place['$defs'] === undefined ? {} : { $defs: place['$defs'] },
    );
  return plain(root);
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

const versions = fc.tuple(whole, whole, fc.integer({ min: 0, max: 4000 })).map(([one, other, choice]) => {
  return choice % 7 === 0 ? ([one, other] as const) : ([one, changed(one, other, choice)] as const);
});

test(
  'documents stay valid through changes that are said not to break them',
  () => {
    let compatible = 0;
    let checked = 0;
    fc.assert(
      fc.property(versions, fc.integer(), ([older, newer], seed) => {
        const changes = compareSchemas(older, newer);
        const backward = changes.every(({ breaks }) => breaks === 'none' || breaks === 'forward');
        const forward = changes.every(({ breaks }) => breaks === 'none' || breaks === 'backward');
        if (backward) checked += expectValid(older, newer, seed);
        if (forward) checked += expectValid(newer, older, seed);
        compatible += Number(backward) + Number(forward);
      }),
      { numRuns: runs },
    );
    // Else nothing has been shown.
    expect(compatible).toBeGreaterThan(runs / 4);
    expect(checked).toBeGreaterThan(runs);
  },
  60_000 + runs * 200,
);

/** Every document of the one schema is valid against the other; gives how many there were. */
function expectValid(own: JsonSchema, other: JsonSchema, seed: number): number {
  if (!isUsable(own) || !isUsable(other)) return 0;
  const documents = documentsOf(own, seed, 30).filter((value) => validateJson(own, value).length === 0);
  for (const value of documents)
    expect({ value, problems: validateJson(other, value) }).toEqual({ value, problems: [] });
  return documents.length;
}

/** Schemas that refer to themselves without end, and keywords that a change has made senseless, can't be used. */
function isUsable(candidate: JsonSchema): boolean {
  try {
    return validateJson(candidate, {}).every(({ message }) => !message.includes('nested too deeply'));
  } catch {
    return false;
  }
}
