import { STATUS_CODES } from 'node:http';
import { ConnectorError, failureOf } from '../../sdk/error.ts';
import type { ConnectionTestContext } from '../../sdk/types.ts';
import { call } from './call.ts';
import { httpConnection } from './connection.ts';
import { answerError } from './failure.ts';
import { targetUrl } from './target.ts';

/**
 * Fetches the test path. Any answer below 400 is good.
 * @throws ConnectorError saying what to look at
 */
export async function testConnection(context: ConnectionTestContext): Promise<{ detail: string }> {
  const connection = httpConnection(context.connection);
  const { baseUrl, headers = {}, testPath = '/' } = connection.config;
  const url = targetUrl(baseUrl, testPath);
  const { response, secrets } = await call(connection, { method: 'GET', url, headers }, context);
  const { status } = response;
  const answered = `${url.host} answered ${status} ${STATUS_CODES[status] ?? ''} to GET ${url.pathname}`;
  if (status < 400) return { detail: `${answered}.` };
  const error = answerError(response, secrets);
  const hint =
    status === 401 || status === 403
      ? 'The credentials were refused'
      : status === 404
        ? 'Nothing is there; check base address and test path'
        : 'The system reports an error';
  throw new ConnectorError({ ...failureOf(error), message: `${hint}: ${answered}.` });
}
