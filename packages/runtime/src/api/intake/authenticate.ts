import { verifyInbound, type ResolvedConnection } from '@crossdock/connectors';
import type { Request } from 'express';
import type { Authenticator } from '../../access/authenticator.ts';
import { Refusal } from '../../refusal.ts';
import { readKey } from '../security.ts';
import type { WebhookConfig } from './webhook-config.ts';

export interface IntakeAccess {
  authenticator: Authenticator;
  connectionOf(key: string, environment: string): Promise<ResolvedConnection | undefined>;
}

type Auth = NonNullable<WebhookConfig['auth']>;

/** Whether the sender can only be known once the body has been read. */
export const needsBody = (config: WebhookConfig): boolean => config.auth?.type === 'hmac';

/**
 * Lets a sender in, or not, as the webhook's authentication says.
 * @param body as received; only signatures look at it
 * @throws Refusal 401, or 503 when the credentials to compare with are missing
 */
export async function authenticateSender(
  access: IntakeAccess,
  { request, environment, config }: { request: Request; environment: string; config: WebhookConfig },
  body: Buffer,
): Promise<void> {
  const auth = config.auth ?? { type: 'none' };
  if (auth.type === 'none') return;
  if (auth.type === 'apiKey' && auth.connection === undefined) return checkOwnKey(access, auth, request);
  const key = auth.connection ?? '';
  const connection = await access.connectionOf(key, environment);
  if (!connection) {
    throw new Refusal(
      'unavailable',
      `The credentials "${key}" of this address are missing in ${environment}.`,
      {
        retryAfterS: 60,
      },
    );
  }
  const verdict = verifyInbound(auth, connection, { headers: request.headers, rawBody: body });
  if (!verdict.ok) throw refused(auth);
}

async function checkOwnKey(
  { authenticator }: IntakeAccess,
  auth: Extract<Auth, { type: 'apiKey' }>,
  request: Request,
): Promise<void> {
  const key = readKey(request) ?? (auth.header === undefined ? undefined : request.get(auth.header));
  const principal = key === undefined ? undefined : await authenticator.byKey(key);
  if (!principal) throw refused(auth);
  if (!principal.permissions.has('intake')) {
    throw new Refusal('forbidden', 'This API key may not send messages: it lacks the scope "intake".');
  }
}

const reasons: Record<Auth['type'], string> = {
  none: '',
  apiKey: 'An API key is needed, and this one is missing or wrong.',
  basic: 'User and password are needed, and these are missing or wrong.',
  hmac: 'The signature of the body is missing or wrong.',
};

function refused({ type }: Auth): Refusal {
  return new Refusal(
    'unauthenticated',
    reasons[type],
    type === 'basic' ? { headers: { 'WWW-Authenticate': 'Basic realm="Crossdock"' } } : {},
  );
}
