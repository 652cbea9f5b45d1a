import type { Effect } from '@crossdock/flow-schema';
import type { TSchema } from 'typebox';
import type { HttpClient } from '../client/types.ts';

/** A connection of one environment, with its secrets opened. */
export interface ResolvedConnection {
  key: string;
  config: Record<string, unknown>;
  secrets: Record<string, unknown>;
}

/** A call to another system, as the step shows it. */
export interface CallReport {
  method: string;
  /** Without credentials. */
  url: string;
  /** Left out when there was no answer. */
  status?: number;
  latencyMs: number;
}

export type LogLevel = 'info' | 'warn' | 'error';

/** What an operation gets to do its work with. */
export interface OperationContext {
  /** The same for every attempt at this step, also after a resume. */
  idempotencyKey: string;
  /** Aborted when the run is cancelled, times out, or another worker has taken over. */
  signal: AbortSignal;
  /** 1 for the first. */
  attempt: number;
  environment: string;
  connection?: ResolvedConnection;
  /** The guarded client: the only way out. */
  http: HttpClient;
  log(level: LogLevel, message: string, data?: unknown): void;
  report(call: CallReport): void;
}

/** What testing a connection needs; nothing is recorded on a step. */
export type ConnectionTestContext = Pick<OperationContext, 'environment' | 'signal' | 'http'> & {
  connection: ResolvedConnection;
};

/** What an operation does, once the input and the connection's settings are known. */
export type EffectRule = Effect | ((input: unknown, connectionConfig: Record<string, unknown>) => Effect);

/**
 * One thing that a connector can do. Made with `defineOperation`, which checks the input,
 * so that `run` and `effect` take whatever a flow produced.
 */
export interface Operation {
  id: string;
  name: string;
  description: string;
  effect: EffectRule;
  /** What the catalogue shows where `effect` depends on the input. */
  catalogueEffect?: Effect;
  input: TSchema;
  output: TSchema;
  /** An input to start from, and the one that the contract test uses. */
  sample?: unknown;
  /** @throws ConnectorError */
  run(input: unknown, context: OperationContext): Promise<unknown>;
}

/** Settings and credentials that a connector's operations share. */
export interface ConnectionKind {
  config: TSchema;
  /** Every property is a string; stored encrypted, never shown again. */
  secrets: TSchema;
  /**
   * Tries the connection without changing anything on the other side.
   * @returns what a person wants to read on success
   * @throws ConnectorError
   */
  test?(context: ConnectionTestContext): Promise<{ detail: string }>;
}

/** A connector is plain data plus functions. */
export interface Connector {
  id: string;
  name: string;
  description: string;
  /** SVG text, drawn in `currentColor`. */
  icon: string;
  connection?: ConnectionKind;
  operations: readonly Operation[];
}
