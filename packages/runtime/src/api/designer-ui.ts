import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';
import { compressedAssets } from './compressed-assets.ts';

const yearMs = 31_536_000_000;

/**
 * Serves the designer. Files below `assets` carry a hash in their name and never change; the page itself is
 * read anew each time; every other address that a browser asks a page for is one of the designer's own.
 * @param folder its build; without one, nothing is served
 */
export function designerUi(folder: string): Router {
  const router = express.Router();
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return router;
  router.use(
    '/assets',
    compressedAssets(join(folder, 'assets')),
    express.static(join(folder, 'assets'), { immutable: true, maxAge: yearMs, index: false }),
    (_request, _response, next) => next('router'),
  );
  router.use(express.static(folder, { index: false, maxAge: 0, redirect: false }));
  router.get('/{*path}', (request, response, next) => {
    // Who asks for the front page wants the page, whatever it says it accepts.
    if (request.path !== '/' && request.accepts(['json', 'html']) !== 'html') return next();
    response.sendFile(page, { cacheControl: false, headers: { 'Cache-Control': 'no-store' } });
  });
  return router;
}
