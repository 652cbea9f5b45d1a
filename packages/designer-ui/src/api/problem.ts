import type { Problem } from '@crossdock/flow-schema';

/**
 * Thrown when the server refuses a call or can't be reached. `status` is 0 when no answer came.
 * `message` is the problem's detail and meant for a person.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }

  /** Messages by field path, for forms; empty when the problem names no fields. */
  get fieldErrors(): Record<string, string> {
    const messages: Record<string, string> = {};
    for (const { path, message } of this.problem.errors ?? []) messages[fieldName(path)] ??= message;
    return messages;
  }
}

/** Server paths may start with the part of the request: `body.email` and `/email` both mean `email`. */
function fieldName(path: string): string {
  return path.replace(/^\/?(body[./])?/, '').replaceAll('/', '.');
}

/** Whether the server said that nobody is signed in (any more). */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** Text for a person about anything thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) {
    // The server's words are meant for programs here: they speak of API keys.
    return error.code === 'unauthenticated' ? 'Your session has ended. Log in again.' : error.message;
  }
  return error instanceof Error && error.message ? error.message : 'Something unexpected happened.';
}

export const unreachable: Problem = {
  type: 'about:blank',
  title: 'Server not reached',
  status: 0,
  code: 'unreachable',
  detail: 'The server can’t be reached. Check that Crossdock is running and that your network is up.',
};

/** The problem document of an answer; made up from the status where a proxy answered with something else. */
export async function readProblem(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const parsed: unknown = JSON.parse(text);
    if (isProblem(parsed)) return parsed;
  } catch {
    // Not JSON: a proxy's page. The status is all that can be told.
  }
  return {
    type: 'about:blank',
    title: response.statusText || 'Error',
    status: response.status,
    code: `http_${response.status}`,
    detail: `The server answered with status ${response.status}.`,
  };
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' && value !== null && 'title' in value && 'status' in value && 'code' in value
  );
}
