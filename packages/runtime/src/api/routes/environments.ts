import type { EnvironmentStore } from '../../store/environments.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';

export interface EnvironmentRouteServices {
  environments: Pick<EnvironmentStore, 'list'>;
}

export function environmentRoutes({
  environments,
}: EnvironmentRouteServices): HandlersOf<'listEnvironments'> {
  return {
    listEnvironments: async ({ query }) =>
      pageAnswer(await environments.list(pageRequest(query, ['integer']))),
  };
}
