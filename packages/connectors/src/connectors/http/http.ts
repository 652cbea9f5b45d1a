import type { Connector } from '../../sdk/types.ts';
import { HttpConfig, HttpSecrets } from './connection.ts';
import { icon } from './icon.ts';
import { request } from './request.ts';
import { testConnection } from './test-connection.ts';

export const http: Connector = {
  id: 'http',
  name: 'HTTP',
  description: 'Calls any system that has an HTTP interface: REST, SOAP or plain documents.',
  icon,
  connection: { config: HttpConfig, secrets: HttpSecrets, test: testConnection },
  operations: [request],
};
