import type { Access } from '../../access/access.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';

export interface ApiKeyRouteServices {
  access: Pick<Access, 'listKeys' | 'createKey' | 'revokeKey'>;
}

type Operations = 'listApiKeys' | 'createApiKey' | 'revokeApiKey';

export function apiKeyRoutes({ access }: ApiKeyRouteServices): HandlersOf<Operations> {
  return {
    listApiKeys: async ({ query }) => pageAnswer(await access.listKeys(pageRequest(query, ['id']))),
    createApiKey: ({ body, principal }) => access.createKey(body, principal),
    revokeApiKey: ({ params, principal }) => access.revokeKey(params.id, principal),
  };
}
