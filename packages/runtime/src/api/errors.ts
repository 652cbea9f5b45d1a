import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { notFound } from '../refusal.ts';
import { problemOf, sendProblem } from './problem.ts';

/** Answers whatever nobody else has: there is nothing of this name. */
export function unknownAddress(): never {
  throw notFound('address');
}

/** Answers every error with its problem document, and logs those that are our own fault. */
export function errorHandler(log: Logger) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const answer = problemOf(error);
    const requestId: unknown = response.locals['requestId'];
    if (answer.unexpected) {
      log.error({ err: error, requestId, method: request.method, path: request.path }, 'request failed');
    } else if (answer.document.status === 503) {
      log.warn({ err: error, requestId, path: request.path }, 'request refused: not available');
    }
    // Half an answer can't be taken back: the default handler cuts the connection.
    if (response.headersSent) next(error);
    else sendProblem(response, answer);
  };
}
