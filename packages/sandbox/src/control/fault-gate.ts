import { setTimeout as wait } from 'node:timers/promises';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Problem } from '../http/problem.ts';
import type { Fault, FaultBoard, FaultMode, ServiceName } from './faults.ts';

type Strike = (fault: Fault, call: { request: Request; response: Response; next: NextFunction }) => void;

/** Ends a connection as a crashed server does: the client sees a reset, never half an answer. */
function breakConnection(response: Response): void {
  response.socket?.resetAndDestroy();
}

function answerFault(fault: Fault, code: string, detail: string): Problem {
  const headers = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
  return new Problem(fault.status, code, detail, { headers });
}

const strikes: Record<FaultMode, Strike> = {
  none: (_fault, { next }) => next(),
  latency: (_fault, { next }) => next(),
  down: (_fault, { response }) => breakConnection(response),
  error: (fault, { next }) =>
    next(answerFault(fault, 'service_fault', 'The service is failing, as it was told to')),
  'rate-limited': (fault, { next }) =>
    next(answerFault(fault, 'rate_limited', 'Too many requests; try again later')),
  // The body is read and thrown away: a request left half-read would be answered by Node with a 408.
  timeout: (_fault, { request }) => void request.resume(),
  'drop-answer': (_fault, { response, next }) => {
    // Every answer, of whatever middleware, ends here, and by then what it tells of is committed.
    response.end = () => {
      breakConnection(response);
      return response;
    };
    next();
  },
};

/**
 * Stands before a service, its authentication included, and lets its fault strike.
 * @param closing aborts waits when the sandbox closes: a delayed request must not reach a closed company
 */
export function faultGate(board: FaultBoard, service: ServiceName, closing: AbortSignal): RequestHandler {
  return async (request, response, next) => {
    const { method, path, baseUrl } = request;
    const fault = board.strike(service, { method, paths: [path, baseUrl + path] });
    if (fault === undefined) {
      next();
      return;
    }
    if (fault.latencyMs > 0) {
      const closed = await wait(fault.latencyMs, false, { signal: closing }).catch(() => true);
      if (closed) return;
    }
    strikes[fault.mode](fault, { request, response, next });
  };
}
