import { describe, expect, test } from 'vitest';

import { canonicalSchemas } from '../canonical.ts';
import type { JsonSchema } from '../json.ts';
import { compareSchemas } from './changes.ts';
import { checkCompatibility } from './compatibility.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const closed = { additionalProperties: false };

/** Each change as `breaks: sentence`. */
function told(older: JsonSchema, newer: JsonSchema): string[] {
  return compareSchemas(older, newer).map(({ breaks, message }) => `${breaks}: ${message}`);
}

const cases: [name: string, older: JsonSchema, newer: JsonSchema, changes: string[]][] = [
  ['nothing', object({ a: text }), object({ a: text }), []],
  ['the order of properties', { type: 'object', title: 'a' }, { title: 'a', type: 'object' }, []],
  ['an optional field more', object({}), object({ a: text }), ['none: “a” is new.']],
  [
    'an optional field more in a closed object',
    object({}, closed),
    object({ a: text }, closed),
    ['forward: “a” is new, and the older version refuses fields that it does not know.'],
  ],
  [
    'a required field more',
    object({}),
    object({ a: text }, { required: ['a'] }),
    ['backward: “a” is new and required.'],
  ],
  ['a field less', object({ a: object({ b: text }) }), object({}), ['none: “a” is gone.']],
  [
    'a field less in a closed object',
    object({ a: text }, closed),
    object({}, closed),
    ['backward: “a” is gone, and fields that are not known are refused.'],
  ],
  [
    'a required field less',
    object({ a: text }, { required: ['a'] }),
    object({}),
    ['forward: “a” is gone, and the older version requires it.'],
  ],
  [
    'required now',
    object({ a: text }),
    object({ a: text }, { required: ['a'] }),
    ['backward: “a” is required now.'],
  ],
  [
    'no longer required',
    object({ a: text }, { required: ['a'] }),
    object({ a: text }),
    ['forward: “a” is no longer required.'],
  ],
  ['another type', object({ a: text }), object({ a: number }), ['both: “a” was text and is a number now.']],
  [
    'a wider type',
    { type: 'integer' },
    number,
    ['forward: The document was a whole number and is a number now.'],
  ],
  [
    'null allowed',
    text,
    { type: ['string', 'null'] },
    ['forward: The document was text and is text or empty (null) now.'],
  ],
  [
    'null allowed by another form',
    { anyOf: [object({ a: text }), { type: 'null' }] },
    object({ a: text }),
    ['backward: The document was an object or empty (null) and is an object now.'],
  ],
  ['values more', { enum: ['EA'] }, { enum: ['EA', 'BX'] }, ['forward: The document allows "BX" too.']],
  [
    'values less',
    { enum: ['EA', 'BX'] },
    { enum: ['BX'] },
    ['backward: The document no longer allows "EA".'],
  ],
  [
    'values more and less',
    { enum: ['EA', 'BX'] },
    { enum: ['BX', 'CS'] },
    ['both: The document no longer allows "EA" and allows "CS" too.'],
  ],
  ['values at all', text, { type: 'string', enum: ['EA'] }, ['backward: The document allows only "EA" now.']],
  ['a list of all there is', { type: 'boolean' }, { enum: [true, false] }, []],
  [
    'a limit raised',
    { type: 'number', maximum: 5 },
    { type: 'number', maximum: 6 },
    ['forward: The document has another largest value: 6 (was 5).'],
  ],
  [
    'a limit that the older had in another way',
    { type: 'integer', exclusiveMinimum: 0 },
    { type: 'integer', minimum: 0 },
    ['forward: The document has no value that it must exceed any more (was 0).'],
  ],
  [
    'a length',
    { type: 'string', maxLength: 35 },
    { type: 'string', maxLength: 30 },
    ['backward: The document has another most characters: 30 (was 35).'],
  ],
  [
    'values that keep a length',
    { type: 'string', enum: ['EA', 'BX'] },
    { type: 'string', maxLength: 3 },
    ['forward: The document allows other values beside "EA", "BX" now.'],
  ],
  [
    'a pattern',
    text,
    { type: 'string', pattern: '^\\d+$' },
    ['backward: The document has a pattern now: "^\\\\d+$".'],
  ],
  [
    'a format',
    { type: 'string', format: 'date' },
    text,
    ['forward: The document has no format any more (was "date").'],
  ],
  [
    'entries',
    { type: 'array', items: text },
    { type: 'array', items: number },
    ['both: “[]” was text and is a number now.'],
  ],
  [
    'the least number of entries',
    object({ lines: { type: 'array', items: text } }),
    object({ lines: { type: 'array', items: text, minItems: 1 } }),
    ['backward: “lines” has a least number of entries now: 1.'],
  ],
  [
    'closed to other fields',
    object({}),
    object({}, closed),
    [
      'backward: The document refuses or restricts fields that are not named, which the older version did not.',
    ],
  ],
  [
    'a map of other values',
    object({ m: { type: 'object', additionalProperties: number } }),
    object({ m: { type: 'object', additionalProperties: { type: 'integer' } } }),
    ['backward: “m.*” was a number and is a whole number now.'],
  ],
  [
    'what only came to stand elsewhere',
    object({ a: text, b: text }),
    object({ a: { $ref: '#/$defs/t' }, b: { $ref: '#/$defs/t' } }, { $defs: { t: text } }),
    [],
  ],
  [
    'allOf in place of one',
    { allOf: [object({ a: text }), { required: ['a'] }] },
    object({ a: text }, { required: ['a'] }),
    [],
  ],
  [
    'a part that holds itself',
    object({ next: { $ref: '#' }, a: text }),
    object({ next: { $ref: '#' }, a: number }),
    ['both: “a” was text and is a number now.'],
  ],
  [
    'a form more',
    { oneOf: [text, number] },
    { oneOf: [text, number, { type: 'boolean' }] },
    ['forward: The document was a number or text and is a number or text or true or false now.'],
  ],
  [
    'what can’t be understood in parts',
    text,
    { type: 'string', not: { const: 'x' } },
    ['backward: The document has another rule (not).'],
  ],
  [
    'conditions that stay',
    { if: { required: ['a'] }, then: { required: ['b'] } },
    { if: { required: ['a'] }, then: { required: ['b'] }, $comment: 'x' },
    [],
  ],
  [
    'least and most of what must be contained',
    { type: 'array', contains: text, minContains: 0 },
    { type: 'array', contains: text },
    ['both: The document has another rule (contains).'],
  ],
  [
    'texts for people',
    object({ a: { title: 'A' } }),
    object({ a: { title: 'B', description: 'b' } }),
    ['none: “a” is described otherwise (title, description).'],
  ],
];

test.each(cases)('%s', (_name, older, newer, changes) => {
  expect(told(older, newer)).toEqual(changes);
});

describe.each(Object.entries(canonicalSchemas))('%s', (_name, schema) => {
  test('is compatible with itself, also when nothing can be recognised as the same', () => {
    expect(compareSchemas(schema, { ...structuredClone(schema), $comment: 'copy' })).toEqual([]);
  });
});

test('a change of a shared part is told at every place that has it', () => {
  const changed = structuredClone(canonicalSchemas.order);
  Object.assign(Object(changed['$defs']), { quantity: { ...number, title: 'Quantity' } });
  const paths = compareSchemas(canonicalSchemas.order, changed).map(({ path }) => path);
  expect(paths).toContain('lines[].quantity');
  expect(paths).toContain('lines[].schedules[].quantity');
});

test('a schema that is made to take long is said to differ', () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 40 }, (_, level) => [
      `d${level}`,
      level === 39
        ? text
        : { anyOf: [object({ a: next(level) }, closed), object({ b: next(level) }, closed)] },
    ]),
  );
  const older = { $ref: '#/$defs/d0', $defs };
  const newer = { $ref: '#/$defs/d0', $defs: { ...$defs, d39: number } };
  expect(checkCompatibility('backward', [{ version: 1, schema: older }], newer).compatible).toBe(false);

  function next(level: number): object {
    return { $ref: `#/$defs/d${level + 1}` };
  }
});

describe('modes', () => {
  const earlier = [
    { version: 2, schema: object({ a: number }) },
    { version: 1, schema: object({ a: number }, { required: ['a'] }) },
  ];
  const looser = object({ a: { type: ['number', 'null'] } });
  const modes = [
    ['none', true, []],
    ['backward', true, []],
    ['backwardTransitive', true, []],
    ['forward', false, ['Against version 2: “a” was a number and is a number or empty (null) now.']],
    [
      'forwardTransitive',
      false,
      [
        'Against version 2: “a” was a number and is a number or empty (null) now.',
        'Against version 1: “a” is no longer required.',
        'Against version 1: “a” was a number and is a number or empty (null) now.',
      ],
    ],
    ['full', false, ['Against version 2: “a” was a number and is a number or empty (null) now.']],
  ] as const;

  test.each(modes)('%s', (mode, compatible, reasons) => {
    expect(checkCompatibility(mode, earlier, looser)).toMatchObject({ compatible, reasons });
  });

  test('the first version owes nothing', () => {
    expect(checkCompatibility('fullTransitive', [], looser)).toEqual({
      compatible: true,
      problems: [],
      reasons: [],
    });
  });
});
