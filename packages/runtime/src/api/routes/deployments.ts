import { actorOf } from '../../access/principal.ts';
import type { Deployments } from '../../definitions/deployments.ts';
import type { HandlersOf } from '../call.ts';

export interface DeploymentRouteServices {
  deployments: Pick<Deployments, 'put' | 'delete'>;
}

export function deploymentRoutes({
  deployments,
}: DeploymentRouteServices): HandlersOf<'deployFlow' | 'undeployFlow'> {
  return {
    deployFlow: ({ params, body, principal }) => deployments.put(targetOf(params), body, actorOf(principal)),
    undeployFlow: ({ params, principal }) => deployments.delete(targetOf(params), actorOf(principal)),
  };
}

const targetOf = ({ id, environment }: { id: string; environment: string }) => ({ flowId: id, environment });
