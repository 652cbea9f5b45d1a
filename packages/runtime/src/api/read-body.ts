import type { Endpoint } from '@crossdock/flow-schema';
import { DocumentError, parseDocument } from '@crossdock/mapping';
import type { Request, Response } from 'express';
import { Refusal } from '../refusal.ts';
import { readBytes } from './read-bytes.ts';

/** Largest body of an API request, unpacked. Intakes have limits of their own. */
export const maxBodyBytes = 5 * 1024 * 1024;

const jsonType = /^application\/([\w.+-]+\+)?json\s*(;|$)/i;

/**
 * Reads the JSON body of a request. It happens after the caller is known to be permitted, so that strangers
 * can't make the server parse. A missing body counts as `{}` where the schema asks for no field.
 * @throws Refusal for another content type, bytes that aren't UTF-8, and JSON that doesn't parse, with its place
 */
export async function readJsonBody(
  request: Request,
  response: Response,
  schema: NonNullable<Endpoint['body']>,
): Promise<unknown> {
  const bytes = await readBytes(request, response, maxBodyBytes);
  if (bytes.length === 0) {
    if (asksForNothing(schema)) return {};
    throw new Refusal('malformed_json', 'A JSON body is needed, but the body is empty.');
  }
  const type = request.headers['content-type'];
  if (type === undefined || !jsonType.test(type)) {
    throw new Refusal('unsupported_media_type', 'Send the body as application/json.', {
      headers: { Accept: 'application/json' },
    });
  }
  return parseJson(decode(bytes));
}

function asksForNothing(schema: object): boolean {
  const required: unknown = Reflect.get(schema, 'required');
  const isObject =
    Reflect.get(schema, 'type') === 'object' && Reflect.get(schema, 'minProperties') === undefined;
  return isObject && (!Array.isArray(required) || required.length === 0);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('malformed_json', 'The body is not UTF-8.');
  }
}

/** Levels of nesting in a body: more than any document may have, for what stands around it. */
const maxDepth = 200;

function parseJson(text: string): unknown {
  try {
    return parseDocument('json', text, { limits: { maxDepth } }).document;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const code = error.code === 'document.tooDeep' ? 'invalid_fields' : 'malformed_json';
    throw new Refusal(code, error.message, { members: { position: error.position } });
  }
}
