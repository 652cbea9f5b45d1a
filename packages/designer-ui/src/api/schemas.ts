import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

/** Registered schemas, the built-in ones first. */
export function schemasQuery() {
  return queryOptions({
    queryKey: ['schemas', 'list'],
    queryFn: async ({ signal }) => (await api.call('listSchemas', { query: { limit: 200 }, signal })).items,
  });
}

/** Versions of a schema, newest first; fails with 404 for a schema that isn't registered. */
export function schemaVersionsQuery(key: string) {
  return queryOptions({
    queryKey: ['schemas', 'versions', key],
    queryFn: async ({ signal }) =>
      (await api.call('listSchemaVersions', { params: { key }, query: { limit: 200 }, signal })).items,
  });
}
