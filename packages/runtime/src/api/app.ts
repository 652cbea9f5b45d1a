import express, { type Express } from 'express';
import { designerUi } from './designer-ui.ts';
import { errorHandler, unknownAddress } from './errors.ts';
import { createHandlers } from './handlers.ts';
import { securityHeaders } from './headers.ts';
import { requestLog } from './request-log.ts';
import { mountEndpoints } from './route.ts';
import { intakeRouter } from './intake/intake.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import type { ApiServices } from './services.ts';
import { streamRoutes } from './stream.ts';

/** Builds the HTTP server's application: API, documentation, health and the designer. */
export function createApi(services: ApiServices): Express {
  const app = express();
  app.disable('x-powered-by');
  // A hash over every answer costs more than it saves: what may be cached is served with its own headers.
  app.set('etag', false);
  app.set('trust proxy', services.settings.trustProxy);

  app.use(requestLog(services.log), securityHeaders());
  app.use(healthRoutes(services), docsRoutes(services));
  app.use(metricsRoutes(services.metrics, services.access));
  app.use('/in', intakeRouter(services.intake));
  app.use('/api/v1', streamRoutes(services.live, services.access), apiRoutes(services));
  app.use(['/api', '/in', '/schemas', '/metrics'], unknownAddress);
  app.use(designerUi(services.settings.uiFolder));
  app.use(unknownAddress);
  app.use(errorHandler(services.log));
  return app;
}

function apiRoutes(services: ApiServices): express.Router {
  const router = express.Router();
  mountEndpoints(router, createHandlers(services), services.access);
  return router;
}
