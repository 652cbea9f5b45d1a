import type { TObject, TSchema } from 'typebox';
import type { Permission } from './permissions.ts';

/**
 * One operation of the API. The server's routes, the OpenAPI document and the browser's client are all
 * made from these, so that none can say something else than the others. Paths are below `/api/v1`.
 */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  /** `public`: no log-in; `authenticated`: any log-in; else the permission asked for. */
  permission: Permission | 'public' | 'authenticated';
  query?: TObject;
  body?: TSchema;
  /** Left out: 204 without a body. */
  response?: TSchema;
  /** Default 200, or 204 without a response. */
  status?: number;
  /** Request headers that matter, for the OpenAPI document. */
  headers?: Record<string, string>;
}
