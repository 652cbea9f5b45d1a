import type { Handlers } from './call.ts';
import { accessRoutes } from './routes/access.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import type { ApiServices } from './services.ts';

/** The handlers of all operations; that none is missing is checked by the compiler. */
export function createHandlers(services: ApiServices): Partial<Handlers> {
  return { ...accessRoutes(services), ...apiKeyRoutes(services) };
}
