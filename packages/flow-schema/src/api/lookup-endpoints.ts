import Type from 'typebox';
import { Page } from './common.ts';
import type { Endpoint } from './endpoint.ts';
import * as lookups from './lookups.ts';

const ifMatch = {
  'If-Match': 'Version that the change is based on; 412 when someone else has changed it since.',
};

/** Operations on lookup tables. */
export const lookupEndpoints = {
  listLookups: {
    method: 'GET',
    path: '/lookups',
    summary: 'Lookup tables',
    permission: 'lookups:read',
    query: lookups.LookupSearch,
    response: Page(lookups.LookupTable),
  },
  createLookup: {
    method: 'POST',
    path: '/lookups',
    summary: 'Create a lookup table',
    permission: 'flows:write',
    body: lookups.LookupDefinition,
    response: lookups.LookupTable,
    status: 201,
  },
  getLookup: {
    method: 'GET',
    path: '/lookups/:key',
    summary: 'A lookup table, without its rows',
    permission: 'lookups:read',
    response: lookups.LookupTable,
  },
  updateLookup: {
    method: 'PUT',
    path: '/lookups/:key',
    summary: 'Change a lookup table; its rows must fit',
    permission: 'flows:write',
    body: lookups.LookupDefinition,
    response: lookups.LookupTable,
    headers: ifMatch,
  },
  deleteLookup: {
    method: 'DELETE',
    path: '/lookups/:key',
    summary: 'Delete a lookup table that no deployed flow uses',
    permission: 'flows:write',
  },
  listLookupRows: {
    method: 'GET',
    path: '/lookups/:key/rows',
    summary: 'Rows of a lookup table, in the order of entry',
    permission: 'lookups:read',
    query: lookups.LookupRowsQuery,
    response: Page(lookups.LookupRow),
  },
  addLookupRow: {
    method: 'POST',
    path: '/lookups/:key/rows',
    summary: 'Add a row, and go on with the runs that wait for it',
    permission: 'lookups:write',
    body: lookups.LookupRowBody,
    response: lookups.LookupRowSaved,
    status: 201,
  },
  putLookupRow: {
    method: 'PUT',
    path: '/lookups/:key/rows/:id',
    summary: 'Change a row',
    permission: 'lookups:write',
    body: lookups.LookupRowBody,
    response: lookups.LookupRowSaved,
    headers: ifMatch,
  },
  deleteLookupRow: {
    method: 'DELETE',
    path: '/lookups/:key/rows/:id',
    summary: 'Delete a row',
    permission: 'lookups:write',
    headers: ifMatch,
  },
  exportLookup: {
    method: 'GET',
    path: '/lookups/:key/csv',
    summary: 'All rows as CSV',
    permission: 'lookups:read',
    response: lookups.LookupExport,
  },
  importLookup: {
    method: 'POST',
    path: '/lookups/:key/csv',
    summary: 'Take rows from CSV, or say what that would change',
    permission: 'lookups:write',
    body: lookups.LookupImportBody,
    response: lookups.LookupImport,
    headers: { 'If-Match': `${ifMatch['If-Match']} Not needed for a dry run.` },
  },
  tryLookup: {
    method: 'POST',
    path: '/lookups/:key/lookup',
    summary: 'Try a lookup: what is found, and why',
    permission: 'lookups:read',
    body: lookups.LookupTryBody,
    response: lookups.LookupTried,
  },
  listLookupGaps: {
    method: 'GET',
    path: '/lookups/:key/gaps',
    summary: 'Keys that runs wait for',
    permission: 'exceptions:read',
    response: lookups.LookupGaps,
  },
  resumeLookup: {
    method: 'POST',
    path: '/lookups/:key/resume',
    summary: 'Go on with the runs that wait for what the table now answers',
    permission: 'exceptions:operate',
    body: Type.Object({}, { additionalProperties: false }),
    response: lookups.LookupResumed,
    status: 202,
  },
} as const satisfies Record<string, Endpoint>;
