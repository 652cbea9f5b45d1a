import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { JsonObject } from '../company/model.ts';

/** One field at fault, named as its sender wrote it: `lines[2].quantity`. */
export interface FieldError {
  path: string;
  message: string;
}

export interface ProblemOptions {
  /** Members of the problem document beside the standard ones. */
  extensions?: JsonObject;
  headers?: Record<string, string>;
}

/** Thrown when a request is refused; answered as an RFC 9457 problem document. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly extensions: JsonObject;
  readonly headers: Record<string, string>;

  /** @param detail one sentence that a clerk understands */
  constructor(status: number, code: string, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.extensions = options.extensions ?? {};
    this.headers = options.headers ?? {};
  }
}

/** A 400 that names every field at fault. */
export function invalidFields(errors: readonly FieldError[]): Problem {
  const detail = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new Problem(400, 'invalid_request', detail, { extensions: { errors } });
}

export function notFound(what: string): Problem {
  return new Problem(404, 'not_found', `${what} does not exist`);
}

export function sendProblem(response: Response, problem: Problem): void {
  const { status, code, message, extensions, headers } = problem;
  const standard = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
  };
  response
    .status(status)
    .set(headers)
    .type('application/problem+json')
    .send(JSON.stringify({ ...standard, ...extensions }));
}

export const refuseUnknownRoute: RequestHandler = (request) => {
  throw new Problem(
    404,
    'unknown_route',
    `There is no ${request.method} ${request.originalUrl.split('?')[0]}`,
  );
};

/** Answers whatever was thrown. What is neither a problem nor the sender's fault is ours: it is printed. */
export const answerErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  sendProblem(response, toProblem(error));
};

const bodyProblems: Record<string, { code: string; detail: string }> = {
  'entity.parse.failed': { code: 'malformed_json', detail: 'The body is not well-formed JSON' },
  'entity.too.large': { code: 'body_too_large', detail: 'The body is larger than this service takes' },
};

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Errors of Express and its body parser carry the status they stand for.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    const kind = 'type' in error && typeof error.type === 'string' ? bodyProblems[error.type] : undefined;
    return new Problem(error.status, kind?.code ?? 'bad_request', kind?.detail ?? error.message);
  }
  console.error(error);
  return new Problem(500, 'internal_error', 'The sandbox failed; its own output says why');
}
