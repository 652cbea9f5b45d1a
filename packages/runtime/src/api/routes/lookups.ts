import type { LookupResumed, LookupRow, LookupTable } from '@crossdock/flow-schema';
import { actorOf, type Principal } from '../../access/principal.ts';
import type { LookupGaps } from '../../definitions/lookup-gaps.ts';
import type { LookupRows } from '../../definitions/lookup-rows.ts';
import type { Lookups } from '../../definitions/lookups.ts';
import { Refusal } from '../../refusal.ts';
import type { HandlersOf, ReplyHeaders } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';
import { revisionOf } from '../if-match.ts';

export interface LookupRouteServices {
  lookups: Lookups;
  lookupRows: LookupRows;
  lookupGaps: LookupGaps;
}

type TableOperations = 'listLookups' | 'createLookup' | 'getLookup' | 'updateLookup' | 'deleteLookup';
type RowOperations =
  | 'listLookupRows'
  | 'addLookupRow'
  | 'putLookupRow'
  | 'deleteLookupRow'
  | 'exportLookup'
  | 'importLookup'
  | 'tryLookup'
  | 'listLookupGaps'
  | 'resumeLookup';

export function lookupRoutes(services: LookupRouteServices): HandlersOf<TableOperations | RowOperations> {
  return { ...tableRoutes(services), ...rowRoutes(services) };
}

function tableRoutes({ lookups }: LookupRouteServices): HandlersOf<TableOperations> {
  return {
    listLookups: async ({ query }) =>
      pageAnswer(await lookups.list(pageRequest(query, ['text', 'text']), query.q)),
    createLookup: async ({ body, principal, reply }) =>
      tagged(await lookups.create(body, actorOf(principal)), reply),
    getLookup: async ({ params, reply }) => tagged(await lookups.get(params.key), reply),
    updateLookup: async ({ params, body, principal, request, reply }) => {
      const wish = { version: revisionOf(request.header('if-match')), definition: body };
      return tagged(await lookups.update(params.key, wish, actorOf(principal)), reply);
    },
    deleteLookup: ({ params, principal }) => lookups.delete(params.key, actorOf(principal)),
  };
}

function rowRoutes({ lookupRows, lookupGaps }: LookupRouteServices): HandlersOf<RowOperations> {
  const resumed = async (key: string, principal: Principal, wanted = false): Promise<LookupResumed> =>
    wanted ? lookupGaps.resume(key, principal.actor) : { runs: 0, jobId: null };
  return {
    listLookupRows: async ({ params, query: { limit: _limit, cursor: _cursor, ...filter }, query }) =>
      pageAnswer(await lookupRows.list(params.key, pageRequest(query, ['number']), filter)),
    addLookupRow: async ({ params: { key }, body: { resume, ...entry }, principal, reply }) => {
      checkResume(principal, resume);
      const row = taggedRow(await lookupRows.add(key, entry, actorOf(principal)), reply);
      return { row, resumed: await resumed(key, principal, resume) };
    },
    putLookupRow: async ({ params, body: { resume, ...entry }, principal, request, reply }) => {
      checkResume(principal, resume);
      const wish = { revision: revisionOf(request.header('if-match')), entry };
      const row = taggedRow(await lookupRows.put(params, wish, actorOf(principal)), reply);
      return { row, resumed: await resumed(params.key, principal, resume) };
    },
    deleteLookupRow: ({ params, principal, request }) =>
      lookupRows.delete(params, revisionOf(request.header('if-match')), actorOf(principal)),
    exportLookup: ({ params }) => lookupRows.exportCsv(params.key),
    importLookup: async ({ params: { key }, body, principal, request }) => {
      checkResume(principal, body.resume);
      const version = body.dryRun === true ? undefined : revisionOf(request.header('if-match'));
      const imported = await lookupRows.importCsv(key, { body, version }, actorOf(principal));
      return { ...imported, resumed: await resumed(key, principal, imported.applied && body.resume) };
    },
    tryLookup: ({ params, body }) => lookupRows.try(params.key, body),
    listLookupGaps: async ({ params }) => ({ items: await lookupGaps.list(params.key) }),
    resumeLookup: ({ params, principal }) => lookupGaps.resume(params.key, principal.actor),
  };
}

/** Who changes rows need not be one who may set runs going. @throws Refusal `forbidden` */
function checkResume(principal: Principal, wanted: boolean | undefined): void {
  if (wanted !== true || principal.permissions.has('exceptions:operate')) return;
  throw new Refusal('forbidden', 'Resuming runs needs the permission exceptions:operate.');
}

function tagged(table: LookupTable, reply: ReplyHeaders): LookupTable {
  reply.set('ETag', `"${table.version}"`);
  return table;
}

function taggedRow(row: LookupRow, reply: ReplyHeaders): LookupRow {
  reply.set('ETag', `"${row.revision}"`);
  return row;
}
