import { SchemaInference } from '@crossdock/mapping';
import { actorOf } from '../../access/principal.ts';
import type { Schemas } from '../../definitions/schemas.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';
import { versionOf } from './versions.ts';

export interface SchemaRouteServices {
  schemas: Schemas;
}

type Operations =
  | 'listSchemas'
  | 'createSchema'
  | 'getSchema'
  | 'updateSchema'
  | 'listSchemaVersions'
  | 'publishSchema'
  | 'getSchemaVersion'
  | 'deprecateSchema'
  | 'compareSchemas'
  | 'inferSchema';

/** Values of samples that are looked at: a person waits for it. */
const mostValues = 1_000_000;

export function schemaRoutes({ schemas }: SchemaRouteServices): HandlersOf<Operations> {
  return {
    listSchemas: async ({ query }) =>
      pageAnswer(await schemas.list(pageRequest(query, ['text', 'text']), query.q)),
    createSchema: ({ body, principal }) => schemas.create(body, actorOf(principal)),
    getSchema: ({ params }) => schemas.get(params.key),
    updateSchema: ({ params, body, principal }) => schemas.update(params.key, body, actorOf(principal)),
    listSchemaVersions: async ({ params, query }) =>
      pageAnswer(await schemas.versions(params.key, pageRequest(query, ['integer']))),
    publishSchema: ({ params, body, principal }) => schemas.publish(params.key, body, actorOf(principal)),
    getSchemaVersion: ({ params }) => schemas.version(params.key, versionOf(params.version)),
    deprecateSchema: ({ params: { key, version }, body, principal }) =>
      schemas.deprecate({ key, version: versionOf(version) }, body, actorOf(principal)),
    compareSchemas: ({ params, body }) => schemas.compare(params.key, body),
    inferSchema: async ({ body: { samples, title, closed = false } }) => {
      const inference = new SchemaInference({
        closed,
        maxValues: mostValues,
        ...(title === undefined ? {} : { title }),
      });
      for (const sample of samples) inference.add(sample);
      const { schema, complete } = inference.result();
      return { schema: { ...schema }, complete };
    },
  };
}
