import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Response } from 'express';
import type { Reply } from '../../engine/ports.ts';

/**
 * Headers that a flow can't set: those of the connection, which would break it, and those by which a browser would take
 * the answer for one of Crossdock's own pages or change what it keeps for them.
 */
const notForFlows = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-security-policy',
  'content-security-policy-report-only',
  'clear-site-data',
  'date',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'service-worker-allowed',
  'set-cookie',
  'strict-transport-security',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-content-type-options',
  'x-crossdock-run',
  'x-request-id',
]);

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
/** RFC 9110, section 8.3.1. */
const mediaType = new RegExp(`^${token}/${token}(\\s*;\\s*${token}=(${token}|"[^"\\\\]*"))*\\s*$`);

/** Sends what a flow answers. Headers that can't be sent are left out: the run has happened, and stands. */
export function sendReply(response: Response, runId: string, { status, headers, body }: Reply): void {
  response.status(status).set('X-Crossdock-Run', runId);
  for (const [name, value] of Object.entries(headers)) if (isSendable(name, value)) response.set(name, value);
  if (body === undefined) response.end();
  else if (typeof body === 'string') sendText(response, body);
  else response.json(body);
}

function isSendable(name: string, value: string): boolean {
  const known = name.toLowerCase();
  if (notForFlows.has(known) || (known === 'content-type' && !mediaType.test(value))) return false;
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** Plain text unless the flow says otherwise: Express would call it HTML. */
function sendText(response: Response, text: string): void {
  if (!response.get('Content-Type')) response.type('text/plain');
  response.send(text);
}
