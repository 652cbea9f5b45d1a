import type { Handlers } from './call.ts';
import type { ApiServices } from './services.ts';

/** The handlers of all operations; that none is missing is checked by the compiler. */
export function createHandlers(_services: ApiServices): Partial<Handlers> {
  return {};
}
