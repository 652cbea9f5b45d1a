import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { AccessRouteServices } from './routes/access.ts';
import type { ApiKeyRouteServices } from './routes/api-keys.ts';
import type { HealthServices } from './routes/health.ts';
import type { ApiSettings } from './settings.ts';

/** All that the API needs of the rest of the server. Each file of routes names its own part. */
export interface ApiServices extends HealthServices, AccessRouteServices, ApiKeyRouteServices {
  settings: ApiSettings;
  log: Logger;
  access: Access;
}
