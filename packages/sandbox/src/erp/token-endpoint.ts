import express, { type RequestHandler } from 'express';
import {
  readBasic,
  sameSecret,
  sandboxCredentials,
  tokenLifetimeSeconds,
  type AccessTokens,
} from '../http/auth.ts';
import { isObject } from '../http/input.ts';

/**
 * `POST /erp/oauth/token`: the client-credentials grant (RFC 6749, 4.4), the client named by HTTP basic or in
 * the form. Its errors have the form that the standard gives them, not that of problem documents.
 */
export function tokenEndpoint(tokens: AccessTokens): RequestHandler[] {
  return [
    express.urlencoded({ extended: false, limit: '10kb' }),
    (request, response) => {
      const form: Record<string, unknown> = isObject(request.body) ? request.body : {};
      response.set('Cache-Control', 'no-store');
      if (form['grant_type'] !== 'client_credentials') {
        const error = form['grant_type'] === undefined ? 'invalid_request' : 'unsupported_grant_type';
        response.status(400).json({ error, error_description: 'grant_type must be client_credentials' });
        return;
      }
      if (!knowsClient(form, request.get('Authorization'))) {
        response.status(401).set('WWW-Authenticate', 'Basic realm="erp"').json({ error: 'invalid_client' });
        return;
      }
      const scope = typeof form['scope'] === 'string' ? { scope: form['scope'] } : {};
      const grant = { token_type: 'Bearer', expires_in: tokenLifetimeSeconds, ...scope };
      response.json({ access_token: tokens.issue(), ...grant });
    },
  ];
}

function knowsClient(form: Record<string, unknown>, header: string | undefined): boolean {
  const { clientId, clientSecret } = sandboxCredentials.erp;
  const basic = readBasic(header);
  const user = basic?.user ?? form['client_id'];
  const secret = basic?.password ?? form['client_secret'];
  return user === clientId && typeof secret === 'string' && sameSecret(secret, clientSecret);
}
