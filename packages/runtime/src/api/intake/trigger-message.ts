import type { TriggerMessage } from '@crossdock/flow-schema';
import type { Request } from 'express';
import type { MessageBody } from './read-message.ts';
import type { WebhookConfig } from './webhook-config.ts';

/** Headers that carry credentials, or say something of the connection rather than of the message. */
const leftOut = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'x-csrf-token',
  'connection',
  'content-length',
  'transfer-encoding',
  'host',
]);

/** The message as the flow sees it; credentials stay out of it. */
export function triggerMessageOf(
  request: Request,
  { config, path, body }: { config: WebhookConfig; path: string; body: MessageBody },
): TriggerMessage {
  return {
    headers: headersOf(request, credentialHeader(config)),
    query: { ...request.query },
    path,
    receivedAt: new Date().toISOString(),
    ...body,
  };
}

function credentialHeader({ auth }: WebhookConfig): string | undefined {
  return auth && 'header' in auth ? auth.header?.toLowerCase() : undefined;
}

function headersOf(request: Request, credential: string | undefined): Record<string, string> {
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    leftOut.has(name) || name === credential || value === undefined
      ? []
      : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(headers);
}
