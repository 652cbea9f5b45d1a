import type { EdiInterchangeQueries } from '../../store/edi/list.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';

export interface EdiRouteServices {
  ediInterchanges: EdiInterchangeQueries;
}

export function ediRoutes({ ediInterchanges }: EdiRouteServices): HandlersOf<'listEdiInterchanges'> {
  return {
    listEdiInterchanges: async ({ query: { limit: _limit, cursor: _cursor, ...filter }, query }) =>
      pageAnswer(await ediInterchanges.list(filter, pageRequest(query, ['time', 'id']))),
  };
}
