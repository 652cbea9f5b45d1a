import Type, { type Static, type TSchema } from 'typebox';
import * as access from './access.ts';
import { closed, EnvironmentKey, Page, pageQuery } from './common.ts';
import * as connections from './connections.ts';
import { ediEndpoints } from './edi.ts';
import type { Endpoint } from './endpoint.ts';
import * as exceptions from './exceptions.ts';
import * as flows from './flows.ts';
import { lookupEndpoints } from './lookup-endpoints.ts';
import { schemaEndpoints } from './schema-endpoints.ts';
import { templateEndpoints } from './template-endpoints.ts';
import * as mapping from './mapping.ts';
import * as runs from './runs.ts';

const byEnvironment = Type.Object({ environment: EnvironmentKey }, closed);
const page = Type.Object(pageQuery, closed);

export const endpoints = {
  getSetup: {
    method: 'GET',
    path: '/setup',
    summary: 'Whether the first owner must be created',
    permission: 'public',
    response: access.SetupState,
  },
  setup: {
    method: 'POST',
    path: '/setup',
    summary: 'Create the first owner and sign in',
    permission: 'public',
    body: access.SetupBody,
    response: access.Session,
    status: 201,
  },
  logIn: {
    method: 'POST',
    path: '/session',
    summary: 'Log in',
    permission: 'public',
    body: access.LoginBody,
    response: access.Session,
    status: 201,
  },
  getSession: {
    method: 'GET',
    path: '/session',
    summary: 'Who am I',
    permission: 'authenticated',
    response: access.Session,
  },
  logOut: { method: 'DELETE', path: '/session', summary: 'Log out', permission: 'authenticated' },
  listApiKeys: {
    method: 'GET',
    path: '/api-keys',
    summary: 'API keys',
    permission: 'admin',
    query: page,
    response: Page(access.ApiKey),
  },
  createApiKey: {
    method: 'POST',
    path: '/api-keys',
    summary: 'Create an API key; the key is shown once',
    permission: 'admin',
    body: access.ApiKeyCreate,
    response: access.ApiKeyCreated,
    status: 201,
  },
  revokeApiKey: {
    method: 'DELETE',
    path: '/api-keys/:id',
    summary: 'Revoke an API key',
    permission: 'admin',
  },
  listEnvironments: {
    method: 'GET',
    path: '/environments',
    summary: 'Environments',
    permission: 'authenticated',
    query: page,
    response: Page(access.Environment),
  },

  listConnectors: {
    method: 'GET',
    path: '/connectors',
    summary: 'Catalogue of connectors',
    permission: 'flows:read',
    query: page,
    response: Page(connections.CatalogueConnector),
  },
  listConnections: {
    method: 'GET',
    path: '/connections',
    summary: 'Connections',
    permission: 'connections:read',
    query: Type.Object({ ...pageQuery, environment: Type.Optional(EnvironmentKey) }, closed),
    response: Page(connections.Connection),
  },
  createConnection: {
    method: 'POST',
    path: '/connections',
    summary: 'Create a connection in an environment',
    permission: 'connections:write',
    body: connections.ConnectionCreate,
    response: connections.Connection,
    status: 201,
  },
  getConnection: {
    method: 'GET',
    path: '/connections/:key',
    summary: 'A connection',
    permission: 'connections:read',
    query: byEnvironment,
    response: connections.Connection,
  },
  updateConnection: {
    method: 'PUT',
    path: '/connections/:key',
    summary: 'Change a connection',
    permission: 'connections:write',
    query: byEnvironment,
    body: connections.ConnectionUpdate,
    response: connections.Connection,
  },
  deleteConnection: {
    method: 'DELETE',
    path: '/connections/:key',
    summary: 'Delete a connection that no deployed flow uses',
    permission: 'connections:write',
    query: byEnvironment,
  },
  testConnection: {
    method: 'POST',
    path: '/connections/:key/test',
    summary: 'Try a connection',
    permission: 'connections:write',
    query: byEnvironment,
    response: connections.ConnectionTest,
  },
  listVariables: {
    method: 'GET',
    path: '/variables',
    summary: 'Variables',
    permission: 'connections:read',
    query: Type.Object({ ...pageQuery, environment: Type.Optional(EnvironmentKey) }, closed),
    response: Page(connections.Variable),
  },
  putVariable: {
    method: 'PUT',
    path: '/variables/:key',
    summary: 'Set a variable',
    permission: 'connections:write',
    query: byEnvironment,
    body: Type.Object({ value: Type.Unknown() }, closed),
    response: connections.Variable,
  },
  deleteVariable: {
    method: 'DELETE',
    path: '/variables/:key',
    summary: 'Delete a variable',
    permission: 'connections:write',
    query: byEnvironment,
  },

  listFlows: {
    method: 'GET',
    path: '/flows',
    summary: 'Flows',
    permission: 'flows:read',
    query: Type.Object({ ...pageQuery, q: Type.Optional(Type.String({ maxLength: 200 })) }, closed),
    response: Page(flows.FlowSummary),
  },
  createFlow: {
    method: 'POST',
    path: '/flows',
    summary: 'Create a flow',
    permission: 'flows:write',
    body: flows.FlowBody,
    response: flows.Flow,
    status: 201,
  },
  getFlow: {
    method: 'GET',
    path: '/flows/:id',
    summary: 'A flow with its draft',
    permission: 'flows:read',
    response: flows.Flow,
  },
  updateFlow: {
    method: 'PUT',
    path: '/flows/:id',
    summary: 'Save the draft',
    permission: 'flows:write',
    body: flows.FlowBody,
    response: flows.Flow,
    headers: { 'If-Match': 'Revision that the change is based on; 412 when someone else has saved since.' },
  },
  deleteFlow: {
    method: 'DELETE',
    path: '/flows/:id',
    summary: 'Delete a flow that is not deployed',
    permission: 'flows:write',
  },
  restoreFlow: {
    method: 'POST',
    path: '/flows/:id/restore',
    summary: 'Bring a deleted flow back',
    permission: 'flows:write',
    response: flows.Flow,
  },
  validateFlow: {
    method: 'POST',
    path: '/flows/:id/validate',
    summary: 'Errors and warnings of the draft',
    permission: 'flows:read',
    query: Type.Object({ environment: Type.Optional(EnvironmentKey) }, closed),
    response: flows.FlowFindings,
  },
  publishFlow: {
    method: 'POST',
    path: '/flows/:id/versions',
    summary: 'Publish the draft as the next version',
    permission: 'flows:publish',
    body: flows.PublishBody,
    response: Type.Object({ version: Type.Integer() }, closed),
    status: 201,
  },
  listVersions: {
    method: 'GET',
    path: '/flows/:id/versions',
    summary: 'Versions, newest first',
    permission: 'flows:read',
    query: page,
    response: Page(flows.VersionSummary),
  },
  getVersion: {
    method: 'GET',
    path: '/flows/:id/versions/:version',
    summary: 'A version with its definition',
    permission: 'flows:read',
    response: flows.Version,
  },
  deployFlow: {
    method: 'PUT',
    path: '/flows/:id/deployments/:environment',
    summary: 'Deploy a version, or pause',
    permission: 'flows:deploy',
    body: flows.DeployBody,
    response: flows.Deployment,
  },
  undeployFlow: {
    method: 'DELETE',
    path: '/flows/:id/deployments/:environment',
    summary: 'Take out of an environment',
    permission: 'flows:deploy',
  },
  testRun: {
    method: 'POST',
    path: '/flows/:id/test-runs',
    summary: 'Run the draft as a test',
    permission: 'flows:write',
    body: flows.TestRunBody,
    response: runs.RunRef,
    status: 202,
  },
  startRun: {
    method: 'POST',
    path: '/flows/:id/runs',
    summary: 'Start the deployed version by hand',
    permission: 'runs:operate',
    body: flows.StartRunBody,
    response: runs.RunRef,
    status: 202,
  },

  listRuns: {
    method: 'GET',
    path: '/runs',
    summary: 'Runs, newest first',
    permission: 'runs:read',
    query: runs.RunsQuery,
    response: Page(runs.RunSummary),
  },
  getRun: { method: 'GET', path: '/runs/:id', summary: 'A run', permission: 'runs:read', response: runs.Run },
  getRunSteps: {
    method: 'GET',
    path: '/runs/:id/steps',
    summary: 'Steps of a run, in order',
    permission: 'runs:read',
    response: Type.Array(runs.Step),
  },
  getRunDefinition: {
    method: 'GET',
    path: '/runs/:id/definition',
    summary: 'The definition that a run executes',
    permission: 'runs:read',
    response: flows.FlowBody,
  },
  cancelRun: {
    method: 'POST',
    path: '/runs/:id/cancel',
    summary: 'Cancel a run',
    permission: 'runs:operate',
    response: runs.RunRef,
    status: 202,
  },
  replayRun: {
    method: 'POST',
    path: '/runs/:id/replay',
    summary: 'Run again, from the start or a node',
    permission: 'runs:operate',
    body: runs.ReplayBody,
    response: runs.RunRef,
    status: 202,
  },

  listExceptions: {
    method: 'GET',
    path: '/exceptions',
    summary: 'Exceptions, newest first',
    permission: 'exceptions:read',
    query: exceptions.ExceptionsQuery,
    response: Page(exceptions.ExceptionSummary),
  },
  getException: {
    method: 'GET',
    path: '/exceptions/:id',
    summary: 'An exception',
    permission: 'exceptions:read',
    response: exceptions.Exception,
  },
  resumeException: {
    method: 'POST',
    path: '/exceptions/:id/resume',
    summary: 'Go on from the failed step',
    permission: 'exceptions:operate',
    body: exceptions.ResumeBody,
    response: runs.RunRef,
    status: 202,
  },
  discardException: {
    method: 'POST',
    path: '/exceptions/:id/discard',
    summary: 'Give up, with a reason',
    permission: 'exceptions:operate',
    body: exceptions.DiscardBody,
    response: exceptions.Exception,
  },
  assignException: {
    method: 'POST',
    path: '/exceptions/:id/assign',
    summary: 'Hand over to a person or desk',
    permission: 'exceptions:operate',
    body: exceptions.AssignBody,
    response: exceptions.Exception,
  },
  commentException: {
    method: 'POST',
    path: '/exceptions/:id/comment',
    summary: 'Comment',
    permission: 'exceptions:operate',
    body: exceptions.CommentBody,
    response: exceptions.Exception,
  },
  bulkExceptions: {
    method: 'POST',
    path: '/exceptions/bulk',
    summary: 'Act on many exceptions in the background',
    permission: 'exceptions:operate',
    body: exceptions.BulkBody,
    response: exceptions.BulkJob,
    status: 202,
  },
  getBulkJob: {
    method: 'GET',
    path: '/exceptions/bulk/:id',
    summary: 'Progress of a bulk action',
    permission: 'exceptions:read',
    response: exceptions.BulkJob,
  },

  evaluate: {
    method: 'POST',
    path: '/mapping/evaluate',
    summary: 'Evaluate a JSONata expression',
    permission: 'flows:read',
    body: mapping.EvaluateBody,
    response: mapping.EvaluateResult,
  },
  parseDocument: {
    method: 'POST',
    path: '/documents/parse',
    summary: 'Parse a document',
    permission: 'flows:read',
    body: mapping.ParseBody,
    response: mapping.ParseResult,
  },
  serializeDocument: {
    method: 'POST',
    path: '/documents/serialize',
    summary: 'Write a document',
    permission: 'flows:read',
    body: mapping.SerializeBody,
    response: mapping.SerializeResult,
  },
  timeline: {
    method: 'GET',
    path: '/timeline',
    summary: 'All that happened to one business object',
    permission: 'runs:read',
    query: mapping.TimelineQuery,
    response: mapping.Timeline,
  },
  stats: {
    method: 'GET',
    path: '/stats',
    summary: 'Figures for dashboards',
    permission: 'runs:read',
    query: runs.StatsQuery,
    response: runs.Stats,
  },
  ...ediEndpoints,
  ...lookupEndpoints,
  ...schemaEndpoints,
  ...templateEndpoints,
} as const satisfies Record<string, Endpoint>;

export type Endpoints = typeof endpoints;
export type OperationId = keyof Endpoints;

type PathParams<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParams<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type Part<E, Key extends string> = E extends Record<Key, infer S extends TSchema> ? Static<S> : undefined;

export type ParamsOf<Id extends OperationId> = Record<PathParams<Endpoints[Id]['path']>, string>;
export type QueryOf<Id extends OperationId> = Part<Endpoints[Id], 'query'>;
export type BodyOf<Id extends OperationId> = Part<Endpoints[Id], 'body'>;
export type ResponseOf<Id extends OperationId> = Part<Endpoints[Id], 'response'>;

/** Server-sent events of `GET /api/v1/stream`. `run` and `step` events are hints to read again what is shown. */
export interface StreamEvents {
  run: { runId: string; flowId: string; environment: string; status: runs.RunStatus; test: boolean };
  step: { runId: string; flowId: string; nodeId: string; status: runs.StepStatus; attempt: number };
  exception: {
    exceptionId: string;
    runId: string;
    flowId: string;
    environment: string;
    status: exceptions.ExceptionStatus;
  };
  stats: { openExceptions: number };
}
