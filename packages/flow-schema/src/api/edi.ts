import Type, { type Static } from 'typebox';
import { closed, EnvironmentKey, Id, nullable, Page, pageQuery, Timestamp } from './common.ts';
import type { Endpoint } from './endpoint.ts';

/** EDI interchanges that came and went, with their control numbers and acknowledgements. */

export const ediStatuses = [
  'inSequence',
  'gap',
  'older',
  'none',
  'waiting',
  'overdue',
  'accepted',
  'acceptedWithErrors',
  'partiallyAccepted',
  'rejected',
] as const;

const EdiError = Type.Object(
  {
    segment: Type.Optional(Type.String()),
    position: Type.Optional(Type.Integer({ description: 'Ordinal of the segment; ST or UNH is 1.' })),
    element: Type.Optional(Type.String()),
    code: Type.String(),
    meaning: Type.Optional(Type.String()),
    value: Type.Optional(Type.String()),
  },
  closed,
);

/** Of what was sent as X12 there is an entry for each functional group, because that is what is acknowledged. */
export const EdiInterchange = Type.Object(
  {
    id: Id,
    environment: EnvironmentKey,
    direction: Type.Enum(['in', 'out']),
    standard: Type.Enum(['x12', 'edifact']),
    ownId: Type.String(),
    partnerId: Type.String(),
    controlNumber: Type.String({ description: 'Of the interchange, without leading zeros.' }),
    groupControlNumber: nullable(Type.String()),
    functionalId: nullable(Type.String()),
    runId: Id,
    nodeId: Type.String(),
    at: Timestamp,
    status: Type.Enum(ediStatuses, {
      description:
        'Of what came: inSequence, gap (some before it are missing), older (it came late). Of what went: none (no acknowledgement is waited for), waiting, overdue, or what the partner says.',
    }),
    missing: nullable(
      Type.Object({ first: Type.String(), last: Type.String(), count: Type.Integer() }, closed),
    ),
    dueAt: nullable(Timestamp),
    acknowledgedAt: nullable(Timestamp),
    errors: Type.Array(EdiError),
  },
  closed,
);
export type EdiInterchange = Static<typeof EdiInterchange>;

const EdiInterchangesQuery = Type.Object(
  {
    ...pageQuery,
    environment: Type.Optional(EnvironmentKey),
    direction: Type.Optional(Type.Enum(['in', 'out'])),
    status: Type.Optional(Type.Enum(ediStatuses)),
    partner: Type.Optional(Type.String({ maxLength: 35, description: 'As interchanges name it.' })),
    controlNumber: Type.Optional(Type.String({ maxLength: 35 })),
    run: Type.Optional(Id),
  },
  closed,
);

export const ediEndpoints = {
  listEdiInterchanges: {
    method: 'GET',
    path: '/edi/interchanges',
    summary: 'EDI interchanges that came and went, newest first',
    permission: 'runs:read',
    query: EdiInterchangesQuery,
    response: Page(EdiInterchange),
  },
} as const satisfies Record<string, Endpoint>;
