import type { Logger } from 'pino';
import type { Authenticator } from '../access/authenticator.ts';
import type { HealthServices } from './routes/health.ts';

export interface ApiSettings {
  /** Version of Crossdock. */
  version: string;
  /** Folder of the designer's build. */
  uiFolder: string;
  /** Proxies whose `X-Forwarded-*` headers are believed, as Express takes it: false, a count, or addresses. */
  trustProxy: boolean | number | string;
}

/** All that the API needs of the rest of the server. Each file of routes names its own part. */
export interface ApiServices extends HealthServices {
  settings: ApiSettings;
  log: Logger;
  authenticator: Authenticator;
}
