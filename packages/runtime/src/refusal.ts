import type { FieldError } from '@crossdock/flow-schema';
import type { Static } from 'typebox';

/**
 * Every reason for which a request is refused, with the HTTP status and title of its problem document.
 * The code is stable and meant for programs.
 */
export const refusals = {
  malformed_request: { status: 400, title: 'The request is malformed' },
  malformed_json: { status: 400, title: 'The body is not JSON' },
  invalid_cursor: { status: 400, title: 'The cursor is not valid' },
  unauthenticated: { status: 401, title: 'Log-in required' },
  invalid_credentials: { status: 401, title: 'Wrong e-mail or password' },
  forbidden: { status: 403, title: 'Not permitted' },
  csrf: { status: 403, title: 'The CSRF token is missing or wrong' },
  cross_origin: { status: 403, title: 'Requests from other sites are not accepted' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  request_timeout: { status: 408, title: 'The request took too long' },
  conflict: { status: 409, title: 'Conflict' },
  already_set_up: { status: 409, title: 'Already set up' },
  flow_deployed: { status: 409, title: 'The flow is deployed' },
  intake_taken: { status: 409, title: 'The address is taken' },
  connection_exists: { status: 409, title: 'The connection exists already' },
  connection_in_use: { status: 409, title: 'The connection is in use' },
  lookup_exists: { status: 409, title: 'The lookup table exists already' },
  lookup_in_use: { status: 409, title: 'The lookup table is in use' },
  schema_exists: { status: 409, title: 'The schema exists already' },
  schema_built_in: { status: 409, title: 'The schema comes with the product' },
  lookup_conflict: { status: 409, title: 'Another row answers the same key' },
  stale_revision: { status: 412, title: 'Somebody else has saved since' },
  precondition_failed: { status: 412, title: 'A condition of the request does not hold' },
  too_large: { status: 413, title: 'Too large' },
  unsupported_media_type: { status: 415, title: 'Content type not supported' },
  range_not_satisfiable: { status: 416, title: 'There is no such part of it' },
  schema_incompatible: { status: 422, title: 'The schema is not compatible with the earlier ones' },
  invalid_fields: { status: 422, title: 'Some fields are not valid' },
  malformed_document: { status: 422, title: 'The document can’t be read' },
  unreadable_key: { status: 422, title: 'A key can’t be read from the message' },
  flow_invalid: { status: 422, title: 'The flow has errors' },
  missing_connections: { status: 422, title: 'Connections are missing' },
  expression_failed: { status: 422, title: 'The expression failed' },
  document_unreadable: { status: 422, title: 'The document can’t be read or written' },
  revision_required: { status: 428, title: 'If-Match required' },
  too_many_attempts: { status: 429, title: 'Too many attempts' },
  headers_too_large: { status: 431, title: 'The address or the headers are too long' },
  internal: { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'Not available' },
} as const satisfies Record<string, { status: number; title: string }>;

export type RefusalCode = keyof typeof refusals;

export interface RefusalOptions {
  /** Fields that are wrong, each with its reason. */
  errors?: readonly Static<typeof FieldError>[];
  /** Seconds after which trying again makes sense. */
  retryAfterS?: number;
  /** Further members of the problem document, for programs; a `code` here replaces the refusal's own. */
  members?: Readonly<Record<string, unknown>>;
  /** Further headers of the answer. */
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
}

/**
 * Thrown when a request can't be carried out as asked, wherever that is found out. Its message goes to the
 * caller, so that it holds no secrets and no internals.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly errors: readonly Static<typeof FieldError>[] | undefined;
  readonly retryAfterS: number | undefined;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, message: string, options: RefusalOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.errors = options.errors;
    this.retryAfterS = options.retryAfterS;
    this.members = options.members ?? {};
    this.headers = options.headers ?? {};
  }
}

/** The refusal for something that isn't there, or that the caller may not know of. */
export const notFound = (what: string): Refusal => new Refusal('not_found', `There is no such ${what}.`);

/** The refusal for fields that are wrong, each with its reason; there must be at least one. */
export function invalidFields(errors: readonly Static<typeof FieldError>[]): Refusal {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new Refusal('invalid_fields', `${first?.path} ${first?.message}${more}.`, { errors });
}
