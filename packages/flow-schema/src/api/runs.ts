import Type, { type Static } from 'typebox';
import { errorClasses } from '../flow.ts';
import { BusinessKey, closed, EnvironmentKey, Id, Json, nullable, pageQuery, Timestamp } from './common.ts';
import { effects } from './connections.ts';

export const runStatuses = ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** How a failure is described everywhere: on a step, a run and an exception. */
export const StepError = Type.Object(
  {
    class: Type.Enum(errorClasses),
    code: Type.String({ description: 'Stable, for programs: unknown_item, timeout, D3030 …' }),
    message: Type.String({ description: 'For a person.' }),
    /** What the other side answered, capped and redacted, or where in an expression it went wrong. */
    detail: Type.Optional(Json),
    desk: Type.Optional(Type.String()),
  },
  closed,
);
export type StepError = Static<typeof StepError>;

/** Why a run waits. `until` is when it goes on by itself; left out, something else must happen first. */
export const WaitingFor = Type.Object(
  {
    reason: Type.Enum(['retry', 'ordering', 'concurrency']),
    message: Type.String(),
    nodeId: Type.Optional(Type.String()),
    until: Type.Optional(Timestamp),
    runId: Type.Optional(Type.String({ description: 'The run it waits behind.' })),
  },
  closed,
);
export type WaitingFor = Static<typeof WaitingFor>;

/** The message that started a run. `body` is parsed JSON, text, or base64 of binary. */
export const TriggerMessage = Type.Object(
  {
    body: Type.Optional(Json),
    bodyEncoding: Type.Optional(
      Type.Literal('base64', { description: 'The body is no text in UTF-8: it stands in base64.' }),
    ),
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
    query: Type.Optional(Type.Record(Type.String(), Json)),
    path: Type.Optional(Type.String()),
    partner: Type.Optional(Type.String()),
    receivedAt: Timestamp,
  },
  closed,
);
export type TriggerMessage = Static<typeof TriggerMessage>;

const summary = {
  id: Id,
  flowId: Id,
  flowName: Type.String(),
  version: nullable(Type.Integer({ description: 'null: a test run of the draft.' })),
  environment: EnvironmentKey,
  status: Type.Enum(runStatuses),
  test: Type.Boolean(),
  waitingFor: Type.Optional(WaitingFor),
  businessKeys: Type.Array(BusinessKey),
  /** How often it was started: 1, and one more for each resume. */
  attempts: Type.Integer(),
  createdAt: Timestamp,
  startedAt: nullable(Timestamp),
  finishedAt: nullable(Timestamp),
  durationMs: nullable(Type.Integer()),
  error: Type.Optional(StepError),
};
export const RunSummary = Type.Object(summary, closed);
export type RunSummary = Static<typeof RunSummary>;

export const Run = Type.Object(
  {
    ...summary,
    trigger: TriggerMessage,
    output: Type.Optional(Json),
    replayOf: Type.Optional(Id),
    /** Open exception of this run, if it failed. */
    exceptionId: Type.Optional(Id),
  },
  closed,
);
export type Run = Static<typeof Run>;

export const RunsQuery = Type.Object(
  {
    ...pageQuery,
    flow: Type.Optional(Id),
    environment: Type.Optional(EnvironmentKey),
    status: Type.Optional(Type.String({ description: 'One or several, comma separated.' })),
    businessKey: Type.Optional(Type.String({ description: 'type:value', pattern: '^[^:]+:.+$' })),
    q: Type.Optional(Type.String({ maxLength: 200, description: 'Run id, or a business key’s value.' })),
    from: Type.Optional(Timestamp),
    to: Type.Optional(Timestamp),
    test: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type RunsQuery = Static<typeof RunsQuery>;

export const stepStatuses = ['running', 'succeeded', 'failed', 'cancelled'] as const;
export type StepStatus = (typeof stepStatuses)[number];

/** One attempt at one node. Nodes on branches not taken have no step. */
export const Step = Type.Object(
  {
    nodeId: Type.String(),
    path: Type.String({ description: 'Place in loops, for example lines[3]; empty outside.' }),
    attempt: Type.Integer(),
    status: Type.Enum(stepStatuses),
    startedAt: Timestamp,
    durationMs: nullable(Type.Integer()),
    input: Type.Optional(Json),
    output: Type.Optional(Json),
    error: Type.Optional(StepError),
    /** Ports taken. */
    ports: Type.Array(Type.String()),
    effect: Type.Enum(effects),
    /** When the next attempt is due, after a failure that is retried. */
    retryAt: Type.Optional(Timestamp),
    http: Type.Optional(
      Type.Object(
        {
          method: Type.String(),
          url: Type.String(),
          status: Type.Optional(Type.Integer()),
          latencyMs: Type.Integer(),
        },
        closed,
      ),
    ),
    /** Taken over from an earlier run by a replay, or given by a person. */
    origin: Type.Optional(Type.Enum(['replay', 'pinned', 'skipped'])),
  },
  closed,
);
export type Step = Static<typeof Step>;

/** A run with the definition it runs, for the canvas overlay. */
export const ReplayBody = Type.Object(
  {
    from: Type.Optional(Type.String({ description: 'start (default), failed, or a node id.' })),
    input: Type.Optional(Json),
    version: Type.Optional(Type.Union([Type.Enum(['same', 'latest']), Type.Integer({ minimum: 1 })])),
    items: Type.Optional(Type.Enum(['failed'])),
  },
  closed,
);
export type ReplayBody = Static<typeof ReplayBody>;

export const RunRef = Type.Object({ runId: Id }, closed);
export type RunRef = Static<typeof RunRef>;

/** Counts for the last 24 hours and what is going on now. */
export const StatsQuery = Type.Object(
  {
    environment: Type.Optional(EnvironmentKey),
    from: Type.Optional(Timestamp),
    to: Type.Optional(Timestamp),
    by: Type.Optional(Type.Enum(['hour', 'day'])),
  },
  closed,
);
export const Stats = Type.Object(
  {
    runs: Type.Record(Type.String(), Type.Integer()),
    openExceptions: Type.Integer(),
    series: Type.Array(
      Type.Object(
        { at: Timestamp, succeeded: Type.Integer(), failed: Type.Integer(), active: Type.Integer() },
        closed,
      ),
    ),
  },
  closed,
);
export type Stats = Static<typeof Stats>;
