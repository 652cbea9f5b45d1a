import Type, { type Static } from 'typebox';
import { desks, errorClasses } from '../flow.ts';
import { BusinessKey, closed, EnvironmentKey, Id, Json, nullable, pageQuery, Timestamp } from './common.ts';
import { StepError } from './runs.ts';

export const exceptionStatuses = ['open', 'resolved', 'discarded'] as const;
export type ExceptionStatus = (typeof exceptionStatuses)[number];

export const ExceptionSummary = Type.Object(
  {
    id: Id,
    runId: Id,
    flowId: Id,
    flowName: Type.String(),
    environment: EnvironmentKey,
    nodeId: Type.String(),
    nodeName: Type.String(),
    class: Type.Enum(errorClasses),
    code: Type.String(),
    message: Type.String(),
    desk: Type.Enum(desks),
    status: Type.Enum(exceptionStatuses),
    businessKeys: Type.Array(BusinessKey),
    assignee: nullable(Type.Object({ id: Id, name: Type.String() }, closed)),
    createdAt: Timestamp,
    resolvedAt: nullable(Timestamp),
  },
  closed,
);
export type ExceptionSummary = Static<typeof ExceptionSummary>;

export const ExceptionEvent = Type.Object(
  {
    at: Timestamp,
    actor: Type.String(),
    kind: Type.Enum([
      'opened',
      'comment',
      'assigned',
      'resumed',
      'replayed',
      'skipped',
      'discarded',
      'resolved',
    ]),
    text: Type.Optional(Type.String()),
    /** What an edit changed, before and after. */
    before: Type.Optional(Json),
    after: Type.Optional(Json),
  },
  closed,
);
export type ExceptionEvent = Static<typeof ExceptionEvent>;

export const Exception = Type.Object(
  {
    ...ExceptionSummary.properties,
    error: StepError,
    attempts: Type.Integer({ description: 'Attempts made at the failed step.' }),
    /** Input of the failed step: what can be edited and resumed with. */
    input: Type.Optional(Json),
    events: Type.Array(ExceptionEvent),
  },
  closed,
);
export type Exception = Static<typeof Exception>;

export const ExceptionsQuery = Type.Object(
  {
    ...pageQuery,
    status: Type.Optional(Type.Enum(exceptionStatuses)),
    class: Type.Optional(Type.Enum(errorClasses)),
    desk: Type.Optional(Type.Enum(desks)),
    flow: Type.Optional(Id),
    environment: Type.Optional(EnvironmentKey),
    partner: Type.Optional(Type.String()),
    q: Type.Optional(Type.String({ maxLength: 200 })),
  },
  closed,
);
export type ExceptionsQuery = Static<typeof ExceptionsQuery>;

/** `input` replaces the failed step's input; `output` skips the step and goes on with that. */
export const ResumeBody = Type.Object(
  {
    input: Type.Optional(Json),
    output: Type.Optional(Json),
    version: Type.Optional(Type.Union([Type.Enum(['same', 'latest']), Type.Integer({ minimum: 1 })])),
  },
  closed,
);
export type ResumeBody = Static<typeof ResumeBody>;

export const DiscardBody = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 1000 }) }, closed);
export const AssignBody = Type.Object(
  { userId: Type.Optional(nullable(Id)), desk: Type.Optional(Type.Enum(desks)) },
  { ...closed, minProperties: 1 },
);
export type AssignBody = Static<typeof AssignBody>;
export const CommentBody = Type.Object({ text: Type.String({ minLength: 1, maxLength: 4000 }) }, closed);

const bulkFilter = Type.Object(
  {
    ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1000 })),
    status: Type.Optional(Type.Enum(['open'], { description: 'Only open ones can be acted on.' })),
    class: ExceptionsQuery.properties.class,
    desk: ExceptionsQuery.properties.desk,
    flow: ExceptionsQuery.properties.flow,
    environment: ExceptionsQuery.properties.environment,
    code: Type.Optional(Type.String()),
  },
  { ...closed, minProperties: 1 },
);
export const BulkBody = Type.Object(
  {
    filter: bulkFilter,
    action: Type.Enum(['resume', 'discard', 'assign']),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
    desk: Type.Optional(Type.Enum(desks)),
  },
  closed,
);
export type BulkBody = Static<typeof BulkBody>;

export const BulkJob = Type.Object(
  {
    jobId: Id,
    state: Type.Enum(['running', 'done', 'stopped']),
    total: Type.Integer(),
    done: Type.Integer(),
    failed: Type.Integer(),
    errors: Type.Array(Type.Object({ exceptionId: Id, message: Type.String() }, closed)),
  },
  closed,
);
export type BulkJob = Static<typeof BulkJob>;
