import { Router } from 'express';
import type { Authenticator } from '../../access/authenticator.ts';
import type { Metrics } from '../../metrics.ts';
import { refuseMethod } from '../route.ts';
import { authorize } from '../security.ts';

/** `GET /metrics` for Prometheus, with an API key that has the scope "runs:read". */
export function metricsRoutes(metrics: Metrics, authenticator: Authenticator): Router {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    await authorize(request, authenticator, 'runs:read');
    response.type(metrics.contentType).send(await metrics.read());
  });
  router.all('/metrics', refuseMethod(['GET']));
  return router;
}
