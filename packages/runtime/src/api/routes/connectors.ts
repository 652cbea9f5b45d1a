import { catalogue } from '@crossdock/connectors';
import type { CatalogueConnector } from '@crossdock/flow-schema';
import { cutPage } from '../../store/page.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';

/** The catalogue is part of the program: it is put together once and sorted by id. */
export function connectorRoutes(): HandlersOf<'listConnectors'> {
  const all: readonly CatalogueConnector[] = catalogue().toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    listConnectors: ({ query }) => {
      const { limit, after } = pageRequest(query, ['text']);
      const rest = after === undefined ? all : all.filter(({ id }) => id > String(after[0]));
      return pageAnswer(cutPage(rest.slice(0, limit + 1), limit, ({ id }) => [id]));
    },
  };
}
