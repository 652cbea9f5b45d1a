import { actorOf } from '../../access/principal.ts';
import type { Flows } from '../../definitions/flows.ts';
import { notFound } from '../../refusal.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';

export interface VersionRouteServices {
  flows: Pick<Flows, 'publish' | 'listVersions' | 'getVersion'>;
}

type Operations = 'publishFlow' | 'listVersions' | 'getVersion';

export function versionRoutes({ flows }: VersionRouteServices): HandlersOf<Operations> {
  return {
    publishFlow: async ({ params, body, principal }) => ({
      version: await flows.publish(params.id, body.note, actorOf(principal)),
    }),
    listVersions: async ({ params, query }) =>
      pageAnswer(await flows.listVersions(params.id, pageRequest(query, ['integer']))),
    getVersion: ({ params }) => flows.getVersion(params.id, versionOf(params.version)),
  };
}

export function versionOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw notFound('version');
}
