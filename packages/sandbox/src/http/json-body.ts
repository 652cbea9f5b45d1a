import express, { type RequestHandler } from 'express';
import { Problem } from './problem.ts';

const parseJson = express.json({ limit: '5mb', type: ['application/json', 'application/*+json'] });

/** Parses a JSON body of up to 5 MB; a body of another type is refused rather than taken for an empty one. */
export const jsonBody: RequestHandler[] = [
  parseJson,
  (request, _response, next) => {
    const takesBody = request.method === 'POST' || request.method === 'PUT';
    if (takesBody && request.body === undefined) {
      throw new Problem(415, 'unsupported_media_type', 'Send a body of type application/json');
    }
    next();
  },
];
