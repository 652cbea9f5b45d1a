import type { Flow } from '@crossdock/flow-schema';
import { actorOf } from '../../access/principal.ts';
import type { Flows } from '../../definitions/flows.ts';
import type { HandlersOf, ReplyHeaders } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';
import { revisionOf } from '../if-match.ts';

export interface FlowRouteServices {
  flows: Flows;
}

type Operations =
  'listFlows' | 'createFlow' | 'getFlow' | 'updateFlow' | 'deleteFlow' | 'restoreFlow' | 'validateFlow';

export function flowRoutes({ flows }: FlowRouteServices): HandlersOf<Operations> {
  return {
    listFlows: async ({ query }) => pageAnswer(await flows.list(pageRequest(query, ['text', 'id']), query.q)),
    createFlow: async ({ body, principal, reply }) =>
      tagged(await flows.create(body.definition, actorOf(principal)), reply),
    getFlow: async ({ params, reply }) => tagged(await flows.get(params.id), reply),
    updateFlow: async ({ params, body, principal, request, reply }) => {
      const draft = { id: params.id, revision: revisionOf(request.header('if-match')), ...body };
      return tagged(await flows.save(draft, actorOf(principal)), reply);
    },
    deleteFlow: ({ params, principal }) => flows.delete(params.id, actorOf(principal)),
    restoreFlow: async ({ params, principal, reply }) =>
      tagged(await flows.restore(params.id, actorOf(principal)), reply),
    validateFlow: ({ params, query }) => flows.validate(params.id, query.environment),
  };
}

/** The revision is the flow's entity tag: it goes back in If-Match. */
function tagged(flow: Flow, reply: ReplyHeaders): Flow {
  reply.set('ETag', `"${flow.revision}"`);
  return flow;
}
