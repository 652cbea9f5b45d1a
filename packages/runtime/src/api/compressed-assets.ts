import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { RequestHandler } from 'express';

/**
 * Gives files as the build has compressed them, to browsers that can read that. Must stand before what
 * serves the files themselves.
 * @param folder where a file `a.js` may have an `a.js.gz` beside it
 */
export function compressedAssets(folder: string): RequestHandler {
  return (request, response, next) => {
    const { path } = request;
    if (!/^\/[\w.-]+\.(js|css)$/.test(path) || !existsSync(join(folder, `${path}.gz`))) return next();
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip', 'identity') !== 'gzip') return next();
    response.set('Content-Encoding', 'gzip').type(extname(path));
    request.url = `${path}.gz`;
    next();
  };
}
