import Type, { type Static } from 'typebox';
import { documentFormats } from '../document-formats.ts';
import { BusinessKey, closed, EnvironmentKey, Json, Timestamp } from './common.ts';

export const EvaluateBody = Type.Object(
  {
    expression: Type.String({ minLength: 1, maxLength: 1_000_000 }),
    input: Type.Optional(Json),
    bindings: Type.Optional(Type.Record(Type.String(), Json)),
    /** Whose rows of lookup tables count; left out: those of development. */
    environment: Type.Optional(EnvironmentKey),
  },
  closed,
);
export type EvaluateBody = Static<typeof EvaluateBody>;
export const EvaluateResult = Type.Object({ output: Type.Optional(Json) }, closed);

export const ParseBody = Type.Object(
  {
    format: Type.Enum([...documentFormats]),
    content: Type.String(),
    encoding: Type.Optional(Type.Enum(['utf8', 'base64'])),
    options: Type.Optional(Type.Record(Type.String(), Json)),
  },
  closed,
);
export type ParseBody = Static<typeof ParseBody>;
export const ParseResult = Type.Object(
  {
    document: Json,
    warnings: Type.Array(
      Type.Object({
        message: Type.String(),
        line: Type.Optional(Type.Integer()),
        segment: Type.Optional(Type.Integer()),
        element: Type.Optional(Type.Integer()),
      }),
    ),
  },
  closed,
);
export type ParseResult = Static<typeof ParseResult>;

export const SerializeBody = Type.Object(
  {
    format: Type.Enum([...documentFormats]),
    document: Json,
    options: Type.Optional(Type.Record(Type.String(), Json)),
  },
  closed,
);
export const SerializeResult = Type.Object(
  { content: Type.String(), encoding: Type.Enum(['utf8', 'base64']) },
  closed,
);

export const TimelineQuery = Type.Object({ businessKey: Type.String({ pattern: '^[^:]+:.+$' }) }, closed);
export const Timeline = Type.Object(
  {
    businessKey: BusinessKey,
    milestones: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          at: Timestamp,
          flowId: Type.String(),
          runId: Type.String(),
          data: Type.Optional(Json),
        },
        closed,
      ),
    ),
    runs: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          flowId: Type.String(),
          flowName: Type.String(),
          status: Type.String(),
          createdAt: Timestamp,
        },
        closed,
      ),
    ),
    exceptions: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          runId: Type.String(),
          message: Type.String(),
          status: Type.String(),
          createdAt: Timestamp,
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Timeline = Static<typeof Timeline>;
