import { fileURLToPath } from 'node:url';
import { flowJsonSchema } from '@crossdock/flow-schema';
import express, { type Router } from 'express';
import { openApiDocument } from '../openapi.ts';
import { refuseMethod } from '../route.ts';

const pageFolder = fileURLToPath(new URL('../../../assets/api-docs', import.meta.url));
const dayS = 86_400;

/** The OpenAPI document, a page to browse it, and the schema of flows. All of them are public. */
export function docsRoutes({ settings }: { settings: { version: string } }): Router {
  const router = express.Router();
  // Made when first asked for: most servers never are.
  let document: string | undefined;
  router.get('/api/v1/openapi.json', (_request, response) => {
    document ??= JSON.stringify(openApiDocument(settings.version));
    response.set('Cache-Control', 'no-cache').type('application/json').send(document);
  });
  router.get('/api/docs', (_request, response) => {
    response.sendFile('index.html', {
      root: pageFolder,
      cacheControl: false,
      headers: { 'Cache-Control': 'no-cache' },
    });
  });
  router.use('/api/docs', express.static(pageFolder, { index: false, redirect: false, maxAge: 0 }));
  router.get('/schemas/flow/1.json', (_request, response) => {
    response.set('Cache-Control', `public, max-age=${dayS}`).set('Access-Control-Allow-Origin', '*');
    response.type('application/schema+json').send(JSON.stringify(flowJsonSchema, undefined, 2));
  });
  router.all(['/api/v1/openapi.json', '/api/docs', '/schemas/flow/1.json'], refuseMethod(['GET']));
  return router;
}
