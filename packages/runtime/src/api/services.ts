import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { Metrics } from '../metrics.ts';
import type { EnvironmentStore } from '../store/environments.ts';
import type { IntakeServices } from './intake/intake.ts';
import type { OperationServices } from './operations.ts';
import type { AccessRouteServices } from './routes/access.ts';
import type { ApiKeyRouteServices } from './routes/api-keys.ts';
import type { ConnectionRouteServices } from './routes/connections.ts';
import type { DeploymentRouteServices } from './routes/deployments.ts';
import type { EdiRouteServices } from './routes/edi.ts';
import type { EnvironmentRouteServices } from './routes/environments.ts';
import type { FlowRouteServices } from './routes/flows.ts';
import type { HealthServices } from './routes/health.ts';
import type { LookupRouteServices } from './routes/lookups.ts';
import type { MappingRouteServices } from './routes/mapping.ts';
import type { SchemaRouteServices } from './routes/schemas.ts';
import type { VariableRouteServices } from './routes/variables.ts';
import type { ApiSettings } from './settings.ts';
import type { LiveEvents } from './stream.ts';

/** All that the API needs of the rest of the server. Each file of routes names its own part. */
export interface ApiServices
  extends
    HealthServices,
    AccessRouteServices,
    ApiKeyRouteServices,
    EnvironmentRouteServices,
    ConnectionRouteServices,
    VariableRouteServices,
    FlowRouteServices,
    EdiRouteServices,
    LookupRouteServices,
    MappingRouteServices,
    SchemaRouteServices,
    DeploymentRouteServices {
  settings: ApiSettings;
  log: Logger;
  access: Access;
  environments: EnvironmentStore;
  operations: OperationServices;
  intake: IntakeServices;
  live: LiveEvents;
  metrics: Metrics;
}
