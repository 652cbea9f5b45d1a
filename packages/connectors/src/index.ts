export { catalogue, describeConnector } from './catalogue.ts';
export { createHttpClient, type HttpClientOptions } from './client/client.ts';
export type { HttpClient, HttpRequest, HttpResponse, ResponseHeaders } from './client/types.ts';
export {
  verifyInbound,
  type InboundAuth,
  type InboundMessage,
  type InboundVerdict,
} from './connectors/inbound/verify.ts';
export {
  egressPolicyFromEnv,
  type EgressPolicy,
  type EgressTarget,
  type EgressVerdict,
} from './egress/policy.ts';
export { redact, redacted, redactText, secretValues } from './redact/redact.ts';
export { connectors } from './registry.ts';
export { ConnectorError, type ConnectorFailure, type Outcome } from './sdk/error.ts';
export { defineOperation, effectOf, type OperationDefinition } from './sdk/operation.ts';
export type {
  CallReport,
  ConnectionKind,
  ConnectionTestContext,
  Connector,
  EffectRule,
  LogLevel,
  Operation,
  OperationContext,
  ResolvedConnection,
} from './sdk/types.ts';
