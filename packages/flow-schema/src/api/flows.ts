import Type, { type Static } from 'typebox';
import { FlowDefinition } from '../flow.ts';
import { closed, EnvironmentKey, Id, Json, nullable, Timestamp, VersionNumber } from './common.ts';

export const Deployment = Type.Object(
  {
    environment: EnvironmentKey,
    version: Type.Integer(),
    paused: Type.Boolean(),
    deployedAt: Timestamp,
    deployedBy: Type.String(),
    /** Path of the intake, if the flow has a webhook. */
    intake: nullable(Type.Object({ method: Type.String(), path: Type.String() }, closed)),
  },
  closed,
);
export type Deployment = Static<typeof Deployment>;

/** A row of the list; `lastRuns` are the newest outcomes, newest first, for a sparkline. */
export const FlowSummary = Type.Object(
  {
    id: Id,
    name: Type.String(),
    description: Type.String(),
    revision: Type.Integer(),
    latestVersion: nullable(Type.Integer()),
    triggerType: nullable(Type.String()),
    deployments: Type.Array(Deployment),
    lastRuns: Type.Array(
      Type.Object(
        { id: Id, status: Type.String(), createdAt: Timestamp, durationMs: nullable(Type.Integer()) },
        closed,
      ),
    ),
    openExceptions: Type.Integer(),
    updatedAt: Timestamp,
    updatedBy: Type.String(),
  },
  closed,
);
export type FlowSummary = Static<typeof FlowSummary>;

/**
 * A draft. It may be incomplete: only its shape is checked when saved, everything else when published.
 * `revision` goes back in `If-Match`.
 */
export const Flow = Type.Object(
  {
    id: Id,
    name: Type.String(),
    revision: Type.Integer(),
    definition: FlowDefinition,
    latestVersion: nullable(Type.Integer()),
    /** Whether the draft differs from the latest version. */
    changed: Type.Boolean(),
    deployments: Type.Array(Deployment),
    updatedAt: Timestamp,
    updatedBy: Type.String(),
  },
  closed,
);
export type Flow = Static<typeof Flow>;

export const FlowBody = Type.Object({ definition: FlowDefinition }, closed);
export type FlowBody = Static<typeof FlowBody>;

export const FlowFinding = Type.Object(
  { path: Type.String(), nodeId: Type.Optional(Type.String()), message: Type.String(), rule: Type.String() },
  closed,
);
export type FlowFinding = Static<typeof FlowFinding>;

export const FlowFindings = Type.Object(
  { errors: Type.Array(FlowFinding), warnings: Type.Array(FlowFinding) },
  closed,
);
export type FlowFindings = Static<typeof FlowFindings>;

export const VersionSummary = Type.Object(
  { version: Type.Integer(), note: nullable(Type.String()), createdAt: Timestamp, createdBy: Type.String() },
  closed,
);
export type VersionSummary = Static<typeof VersionSummary>;

export const Version = Type.Object({ ...VersionSummary.properties, definition: FlowDefinition }, closed);
export type Version = Static<typeof Version>;

export const PublishBody = Type.Object({ note: Type.Optional(Type.String({ maxLength: 500 })) }, closed);

/** `{ version }` deploys and un-pauses; `{ paused: true }` pauses: messages are then refused with 503. */
export const DeployBody = Type.Object(
  { version: Type.Optional(VersionNumber), paused: Type.Optional(Type.Boolean()) },
  { ...closed, minProperties: 1 },
);
export type DeployBody = Static<typeof DeployBody>;

const TestMessage = Type.Object(
  { body: Type.Optional(Json), headers: Type.Optional(Type.Record(Type.String(), Type.String())) },
  closed,
);

export const TestRunBody = Type.Object(
  { trigger: TestMessage, until: Type.Optional(Type.String()), environment: Type.Optional(EnvironmentKey) },
  closed,
);
export type TestRunBody = Static<typeof TestRunBody>;

export const StartRunBody = Type.Object({ environment: EnvironmentKey, body: Type.Optional(Json) }, closed);
export type StartRunBody = Static<typeof StartRunBody>;
