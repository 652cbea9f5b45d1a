import { actorOf } from '../../access/principal.ts';
import type { Connections } from '../../definitions/connections.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';

export interface ConnectionRouteServices {
  connections: Pick<Connections, 'list' | 'get' | 'create' | 'update' | 'delete' | 'test'>;
}

type Operations =
  | 'listConnections'
  | 'createConnection'
  | 'getConnection'
  | 'updateConnection'
  | 'deleteConnection'
  | 'testConnection';

export function connectionRoutes({ connections }: ConnectionRouteServices): HandlersOf<Operations> {
  return {
    listConnections: async ({ query }) =>
      pageAnswer(await connections.list(pageRequest(query, ['text', 'text']), query.environment)),
    createConnection: ({ body, principal }) => connections.create(body, actorOf(principal)),
    getConnection: ({ params, query }) => connections.get({ ...params, ...query }),
    updateConnection: ({ params, query, body, principal }) =>
      connections.update({ ...params, ...query }, body, actorOf(principal)),
    deleteConnection: ({ params, query, principal }) =>
      connections.delete({ ...params, ...query }, actorOf(principal)),
    testConnection: ({ params, query, request }) => connections.test({ ...params, ...query }, request.signal),
  };
}
