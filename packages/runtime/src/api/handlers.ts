import type { Handlers } from './call.ts';
import { operationHandlers } from './operations.ts';
import { accessRoutes } from './routes/access.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { connectionRoutes } from './routes/connections.ts';
import { connectorRoutes } from './routes/connectors.ts';
import { deploymentRoutes } from './routes/deployments.ts';
import { documentRoutes } from './routes/documents.ts';
import { ediRoutes } from './routes/edi.ts';
import { environmentRoutes } from './routes/environments.ts';
import { flowRoutes } from './routes/flows.ts';
import { lookupRoutes } from './routes/lookups.ts';
import { mappingRoutes } from './routes/mapping.ts';
import { schemaRoutes } from './routes/schemas.ts';
import { templateRoutes } from './routes/templates.ts';
import { variableRoutes } from './routes/variables.ts';
import { versionRoutes } from './routes/versions.ts';
import type { ApiServices } from './services.ts';

/** The handlers of all operations; that none is missing is checked by the compiler. */
export function createHandlers(services: ApiServices): Handlers {
  return {
    ...accessRoutes(services),
    ...apiKeyRoutes(services),
    ...environmentRoutes(services),
    ...connectorRoutes(),
    ...connectionRoutes(services),
    ...variableRoutes(services),
    ...flowRoutes(services),
    ...versionRoutes(services),
    ...deploymentRoutes(services),
    ...lookupRoutes(services),
    ...mappingRoutes(services),
    ...documentRoutes(),
    ...ediRoutes(services),
    ...schemaRoutes(services),
    ...templateRoutes(),
    ...operationHandlers(services.operations),
  };
}
