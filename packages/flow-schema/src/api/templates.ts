import Type, { type Static } from 'typebox';
import { documentFormats } from '../document-formats.ts';
import { closed, Json, pageQuery } from './common.ts';

const Options = Type.Optional(Type.Record(Type.String(), Json));

const TemplateSide = Type.Union([
  Type.Object({ canonical: Type.String({ description: 'Name of a canonical object.' }) }, closed),
  Type.Object(
    {
      format: Type.Enum([...documentFormats]),
      document: Type.String({ description: 'Type of the document: 850, ORDERS, ubl-order.' }),
      options: Options,
    },
    closed,
  ),
]);

const summary = {
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  source: TemplateSide,
  target: TemplateSide,
  counterpart: Type.Optional(Type.String({ description: 'Template of the way back.' })),
};

/** A template in a list: what it reads and makes, without its map. */
export const TemplateSummary = Type.Object(summary, closed);
export type TemplateSummary = Static<typeof TemplateSummary>;

export const TemplateSearch = Type.Object(
  {
    ...pageQuery,
    canonical: Type.Optional(
      Type.String({ description: 'Templates to or from this canonical object.', maxLength: 100 }),
    ),
    format: Type.Optional(Type.Enum([...documentFormats])),
  },
  closed,
);

/** A template with its map. */
export const Template = Type.Object(
  { ...summary, expression: Type.String({ description: 'The map, in JSONata.' }) },
  closed,
);
export type Template = Static<typeof Template>;

/** One test of a map: input, and what must come of it. */
export const MapCase = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    input: Type.Optional(
      Type.Unknown({
        description:
          'A value; or a document to be read first: an object with format, content, and optionally encoding and options.',
      }),
    ),
    bindings: Type.Optional(
      Type.Record(Type.String(), Json, { description: 'Variables by name, without $.' }),
    ),
    expected: Type.Optional(
      Type.Unknown({ description: 'The result; left out when the map is to give nothing.' }),
    ),
    tolerances: Type.Optional(
      Type.Array(
        Type.Object(
          {
            path: Type.String({ description: 'lines[*].id, lines[0].price, ..createdAt' }),
            ignore: Type.Optional(Type.Boolean()),
            number: Type.Optional(Type.Number({ minimum: 0, description: 'Numbers may be this far apart.' })),
          },
          closed,
        ),
        { maxItems: 500 },
      ),
    ),
    clock: Type.Optional(
      Type.Union([Type.String(), Type.Number()], {
        description: 'What $now() tells: a timestamp, or ms since 1970.',
      }),
    ),
    output: Type.Optional(Type.Object({ format: Type.Enum([...documentFormats]), options: Options }, closed)),
  },
  closed,
);

export const MapTestsBody = Type.Object(
  {
    expression: Type.String({ minLength: 1, maxLength: 1_000_000 }),
    cases: Type.Array(MapCase, { minItems: 1, maxItems: 200 }),
    lookups: Type.Optional(
      Type.Record(Type.String(), Type.Record(Type.String(), Json), {
        description: 'Tables for $lookup by their keys: values by key.',
      }),
    ),
  },
  closed,
);
export type MapTestsBody = Static<typeof MapTestsBody>;

const Difference = Type.Object(
  {
    path: Type.String(),
    kind: Type.Enum(['changed', 'type', 'missing', 'unexpected']),
    expected: Type.Optional(Json),
    actual: Type.Optional(Json),
  },
  closed,
);

export const MapTestsResult = Type.Object(
  {
    passed: Type.Integer(),
    failed: Type.Integer(),
    results: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          passed: Type.Boolean(),
          differences: Type.Array(Difference),
          actual: Type.Optional(Json),
          failure: Type.Optional(
            Type.Object(
              {
                stage: Type.Enum(['case', 'input', 'map', 'output']),
                message: Type.String(),
                code: Type.Optional(Type.String()),
                position: Type.Optional(Type.Integer()),
                excerpt: Type.Optional(Type.String()),
              },
              closed,
            ),
          ),
          warnings: Type.Optional(Type.Array(Type.String())),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type MapTestsResult = Static<typeof MapTestsResult>;

const change = {
  path: Type.String({ maxLength: 500, description: 'Field of the target, such as lines[].quantity.' }),
  note: Type.Optional(Type.String({ maxLength: 2000, description: 'Why, for people.' })),
  base: Type.Optional(
    Type.String({
      description: "The template's expression when the change was made; left out for added fields.",
    }),
  ),
};
const ExpressionText = Type.String({ minLength: 1, maxLength: 100_000 });

const OverlayChange = Type.Union([
  Type.Object({ kind: Type.Literal('expression'), expression: ExpressionText, ...change }, closed),
  Type.Object({ kind: Type.Literal('constant'), value: Json, ...change }, closed),
  Type.Object(
    {
      kind: Type.Literal('lookup'),
      table: Type.String({ minLength: 1, maxLength: 100 }),
      key: ExpressionText,
      default: Type.Optional(ExpressionText),
      ...change,
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('remove'), ...change }, closed),
  Type.Object({ kind: Type.Literal('add'), expression: ExpressionText, ...change }, closed),
]);

/** A partner's departures from a template. */
export const Overlay = Type.Object({ changes: Type.Array(OverlayChange, { maxItems: 2000 }) }, closed);

export const ApplyOverlayBody = Type.Object({ overlay: Overlay }, closed);
export const EffectiveMap = Type.Object(
  {
    expression: Type.String({ description: 'The template with the changes.' }),
    differences: Type.Array(
      Type.Object(
        {
          path: Type.String(),
          kind: Type.Enum(['changed', 'added', 'removed']),
          before: Type.Optional(Type.String()),
          after: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
    problems: Type.Array(
      Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() }, closed),
      { description: 'Changes that found no place, and are left out.' },
    ),
  },
  closed,
);

export const OverlayOfBody = Type.Object(
  { expression: Type.String({ minLength: 1, maxLength: 1_000_000, description: 'The template as edited.' }) },
  closed,
);
export const OverlayOfResult = Type.Object({ overlay: Overlay }, closed);
