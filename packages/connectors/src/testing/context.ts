import type { HttpClient } from '../client/types.ts';
import { ConnectorError } from '../sdk/error.ts';
import type { CallReport, LogLevel, OperationContext } from '../sdk/types.ts';

/** A context that remembers what an operation told it. */
export interface RecordingContext extends OperationContext {
  logged: { level: LogLevel; message: string; data?: unknown }[];
  reported: CallReport[];
}

/** A client for tests in which nothing may go out. */
export const closedClient: HttpClient = {
  request: ({ url }) =>
    Promise.reject(
      new ConnectorError({
        class: 'technical-transient',
        code: 'connection_refused',
        message: `No way out to ${String(url)} in this test.`,
        outcome: 'not-sent',
      }),
    ),
  close: () => Promise.resolve(),
};

/** A context for running an operation in a test; give what matters to the test. */
export function recordingContext(given: Partial<OperationContext> = {}): RecordingContext {
  const logged: RecordingContext['logged'] = [];
  const reported: CallReport[] = [];
  return {
    idempotencyKey: 'key-1',
    signal: new AbortController().signal,
    attempt: 1,
    environment: 'test',
    http: closedClient,
    log: (level, message, data) => logged.push({ level, message, ...(data !== undefined && { data }) }),
    report: (call) => reported.push(call),
    ...given,
    logged,
    reported,
  };
}
