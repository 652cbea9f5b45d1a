import type { ExceptionSummary } from '@crossdock/flow-schema';

/** Exceptions with the same cause: same flow, step, code and message. */
export interface CauseGroup {
  key: string;
  code: string;
  message: string;
  flowName: string;
  nodeName: string;
  exceptions: ExceptionSummary[];
}

const causeOf = ({ flowId, nodeId, code, message }: ExceptionSummary): string =>
  JSON.stringify([flowId, nodeId, code, message]);

/** Puts equal causes together; the group whose newest exception is newest comes first, as in the list. */
export function groupByCause(exceptions: readonly ExceptionSummary[]): CauseGroup[] {
  const groups = new Map<string, CauseGroup>();
  for (const exception of exceptions) {
    const key = causeOf(exception);
    const group = groups.get(key);
    if (group) group.exceptions.push(exception);
    else {
      const { code, message, flowName, nodeName } = exception;
      groups.set(key, { key, code, message, flowName, nodeName, exceptions: [exception] });
    }
  }
  return [...groups.values()];
}
