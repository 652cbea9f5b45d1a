import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { principalOf } from './security.ts';

const givenId = /^[\w.-]{8,128}$/;

/**
 * Gives each request an id (the caller's `X-Request-Id` if it sent a sensible one) and logs its end. The line
 * holds neither headers nor the query nor bodies: those may hold secrets and personal data.
 */
export function requestLog(log: Logger): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    const startedAt = performance.now();
    const given = request.get('x-request-id');
    const requestId = given !== undefined && givenId.test(given) ? given : randomUUID();
    response.locals['requestId'] = requestId;
    response.set('X-Request-Id', requestId);
    const path = request.path;
    response.once('close', () => {
      const level = levelOf(request.method, path, response);
      if (!log.isLevelEnabled(level)) return;
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
      const { method } = request;
      const { statusCode: status, writableFinished } = response;
      const actor = principalOf(request)?.actor;
      log[level](
        {
          requestId,
          method,
          path,
          status,
          durationMs,
          ip: request.ip,
          ...(actor === undefined ? {} : { actor }),
          ...(writableFinished ? {} : { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
}

/** Reading and accepting messages is everyday work; changes, refusals and faults are worth a line. */
function levelOf(method: string, path: string, { statusCode }: Response): 'error' | 'info' | 'debug' {
  if (statusCode >= 500) return 'error';
  if (statusCode >= 400) return 'info';
  return method === 'GET' || method === 'HEAD' || path.startsWith('/in/') ? 'debug' : 'info';
}
