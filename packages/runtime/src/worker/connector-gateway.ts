import {
  ConnectorError,
  connectors,
  effectOf,
  redact,
  redactText,
  secretValues,
  type CallReport,
  type HttpClient,
  type Operation,
  type ResolvedConnection,
} from '@crossdock/connectors';
import type { Step } from '@crossdock/flow-schema';
import type { Logger } from 'pino';
import type { ConnectorCall, ConnectorGateway } from '../engine/ports.ts';
import { StepFailure } from '../engine/step-failure.ts';
import { isDatabaseUnavailable } from '../store/unavailable.ts';

export interface GatewayServices {
  /** Gives a connection with its secrets opened, or undefined if the environment has none of that key. */
  connectionOf(key: string, environment: string): Promise<ResolvedConnection | undefined>;
  http: HttpClient;
  log: Logger;
}

/** Carries the engine's calls to the connectors, and what they say back, without secrets. */
export function connectorGateway(services: GatewayServices): ConnectorGateway {
  return {
    async effectOf(call) {
      const connection = await connectionFor(services, call);
      return effectOf(operationOf(call), call.input, connection?.config ?? {});
    },
    async call(call) {
      const operation = operationOf(call);
      const connection = await connectionFor(services, call);
      const secrets = secretValues(connection?.secrets);
      let report: CallReport | undefined;
      try {
        const output = await operation.run(call.input, {
          idempotencyKey: call.idempotencyKey,
          signal: call.signal,
          attempt: call.attempt,
          environment: call.environment,
          http: services.http,
          ...(connection ? { connection } : {}),
          log: (level, message, data) => services.log[level]({ data: redact(data, secrets) }, message),
          report: (made) => {
            report = made;
          },
        });
        return { output: redact(output, secrets), ...httpOf(report, secrets) };
      } catch (error) {
        throw toFailure(error, report, secrets);
      }
    },
  };
}

type Target = Pick<ConnectorCall, 'connector' | 'operation' | 'connection' | 'environment'>;

function operationOf({ connector, operation }: Target): Operation {
  const found = Object.hasOwn(connectors, connector)
    ? connectors[connector]?.operations.find(({ id }) => id === operation)
    : undefined;
  if (found) return found;
  throw new StepFailure(
    'technical-permanent',
    'unknown_operation',
    `There is no connector "${connector}" with an operation "${operation}".`,
    { withoutEffect: true },
  );
}

async function connectionFor(
  services: GatewayServices,
  { connection, environment }: Target,
): Promise<ResolvedConnection | undefined> {
  if (connection === undefined) return undefined;
  const resolved = await services.connectionOf(connection, environment).catch(unreadable);
  if (resolved) return resolved;
  throw new StepFailure(
    'technical-permanent',
    'connection_missing',
    `There is no connection "${connection}" in ${environment}. Create it under Connections, then resume.`,
    { withoutEffect: true },
  );
}

/** A database that does not answer for a moment is no fault of the flow's: the step is tried again. */
function unreadable(error: unknown): never {
  if (!isDatabaseUnavailable(error)) throw error;
  throw new StepFailure('technical-transient', 'database_unavailable', 'The database did not answer', {
    withoutEffect: true,
    cause: error,
  });
}

function httpOf(
  report: CallReport | undefined,
  secrets: readonly string[],
): { http?: NonNullable<Step['http']> } {
  if (!report) return {};
  return {
    http: { ...report, url: redactText(report.url, secrets), latencyMs: Math.round(report.latencyMs) },
  };
}

function toFailure(error: unknown, report: CallReport | undefined, secrets: readonly string[]): unknown {
  if (!(error instanceof ConnectorError)) return error;
  return new StepFailure(error.class, error.code, redactText(error.message, secrets), {
    withoutEffect: error.outcome !== 'unknown',
    cause: error,
    ...(error.detail === undefined ? {} : { detail: redact(error.detail, secrets) }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    ...httpOf(report, secrets),
  });
}
