import { Variable } from '@crossdock/flow-schema';
import { validateJson } from '@crossdock/mapping';
import { actorOf } from '../../access/principal.ts';
import { invalidFields, notFound } from '../../refusal.ts';
import type { EnvironmentStore } from '../../store/environments.ts';
import type { VariableStore } from '../../store/variables.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';

export interface VariableRouteServices {
  variables: Pick<VariableStore, 'list' | 'put' | 'delete'>;
  environments: Pick<EnvironmentStore, 'exists'>;
}

type Operations = 'listVariables' | 'putVariable' | 'deleteVariable';

export function variableRoutes({ variables, environments }: VariableRouteServices): HandlersOf<Operations> {
  return {
    listVariables: async ({ query }) =>
      pageAnswer(await variables.list(pageRequest(query, ['text', 'text']), query.environment)),
    putVariable: async ({ params, query, body, principal }) => {
      const { environment } = query;
      checkKey(params.key);
      if (!(await environments.exists(environment))) throw notFound('environment');
      return variables.put({ key: params.key, environment, value: body.value }, actorOf(principal));
    },
    deleteVariable: async ({ params, query, principal }) => {
      const deleted = await variables.delete(params.key, query.environment, actorOf(principal));
      if (!deleted) throw notFound('variable');
    },
  };
}

/** The key stands in the address; its form is that of names in expressions. */
function checkKey(key: string): void {
  if (validateJson(Variable.properties.key, key).length === 0) return;
  const message = 'must consist of letters, digits and _, and not begin with a digit';
  throw invalidFields([{ path: 'key', message }]);
}
