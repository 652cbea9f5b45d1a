import { Type } from 'typebox';
import type { Static } from 'typebox';
import { documentFormats } from '@crossdock/flow-schema';

import { canonicalNames } from '../schema/canonical.ts';

const canonicalSide = Type.Object(
  { canonical: Type.Enum([...canonicalNames], { description: 'Name of the canonical object.' }) },
  { additionalProperties: false },
);

const documentSide = Type.Object(
  {
    format: Type.Enum([...documentFormats]),
    document: Type.String({ description: 'Type of the document: 850, ORDERS, ubl-order, order lines.' }),
    options: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'Options of the format: reading for a source, writing for a target.',
      }),
    ),
  },
  { additionalProperties: false },
);

const side = Type.Union([canonicalSide, documentSide]);

export type CanonicalSide = Static<typeof canonicalSide>;
export type DocumentSide = Static<typeof documentSide>;

/** What `template.json` holds. The map stands beside it in `map.jsonata`, its tests in `cases/`. */
export const templateDescription = Type.Object(
  {
    title: Type.String({ minLength: 1 }),
    description: Type.String({ minLength: 1 }),
    version: Type.Integer({ minimum: 1 }),
    source: side,
    target: side,
    counterpart: Type.Optional(
      Type.String({
        description: 'Template of the way back; what it writes reads into the same canonical object.',
      }),
    ),
  },
  { additionalProperties: false },
);

/** A published map between a type of document and a canonical object. */
export interface Template extends Static<typeof templateDescription> {
  /** Name of its folder: `x12-850-to-order`. */
  id: string;
  /** The map, in JSONata. */
  map: string;
}

/** The side of a template that is a document; its other one is canonical. */
export function documentSideOf({
  source,
  target,
}: Pick<Template, 'source' | 'target'>): DocumentSide | undefined {
  return [source, target].find((one) => 'format' in one);
}

/** The side of a template that is a canonical object. */
export function canonicalSideOf({
  source,
  target,
}: Pick<Template, 'source' | 'target'>): CanonicalSide | undefined {
  return [source, target].find((one) => 'canonical' in one);
}
