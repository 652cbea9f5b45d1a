import Type from 'typebox';
import { closed, Page, pageQuery } from './common.ts';
import type { Endpoint } from './endpoint.ts';
import * as schemas from './schemas.ts';

/** Operations on registered schemas. */
export const schemaEndpoints = {
  listSchemas: {
    method: 'GET',
    path: '/schemas',
    summary: 'Registered schemas, the built-in ones first',
    permission: 'flows:read',
    query: schemas.SchemaSearch,
    response: Page(schemas.RegisteredSchema),
  },
  createSchema: {
    method: 'POST',
    path: '/schemas',
    summary: 'Register a schema with its first version',
    permission: 'flows:publish',
    body: schemas.SchemaCreate,
    response: schemas.RegisteredSchema,
    status: 201,
  },
  inferSchema: {
    method: 'POST',
    path: '/schemas/infer',
    summary: 'Find a schema out from samples',
    permission: 'flows:read',
    body: schemas.SchemaInferBody,
    response: schemas.SchemaInferred,
  },
  getSchema: {
    method: 'GET',
    path: '/schemas/:key',
    summary: 'A registered schema',
    permission: 'flows:read',
    response: schemas.RegisteredSchema,
  },
  updateSchema: {
    method: 'PUT',
    path: '/schemas/:key',
    summary: 'Change title, description and compatibility of a schema',
    permission: 'flows:publish',
    body: schemas.SchemaSettings,
    response: schemas.RegisteredSchema,
  },
  listSchemaVersions: {
    method: 'GET',
    path: '/schemas/:key/versions',
    summary: 'Versions of a schema, newest first',
    permission: 'flows:read',
    query: Type.Object(pageQuery, closed),
    response: Page(schemas.SchemaVersionSummary),
  },
  publishSchema: {
    method: 'POST',
    path: '/schemas/:key/versions',
    summary: 'Publish the next version of a schema; 422 with the reasons when it is not compatible',
    permission: 'flows:publish',
    body: schemas.SchemaPublishBody,
    response: schemas.SchemaVersion,
    status: 201,
  },
  getSchemaVersion: {
    method: 'GET',
    path: '/schemas/:key/versions/:version',
    summary: 'A version with its schema',
    permission: 'flows:read',
    response: schemas.SchemaVersion,
  },
  deprecateSchema: {
    method: 'PUT',
    path: '/schemas/:key/versions/:version/deprecation',
    summary: 'Mark a version as deprecated, or no longer so',
    permission: 'flows:publish',
    body: schemas.SchemaDeprecation,
    response: schemas.SchemaVersion,
  },
  compareSchemas: {
    method: 'POST',
    path: '/schemas/:key/compare',
    summary: 'What differs between versions, or would with a schema that is not published',
    permission: 'flows:read',
    body: schemas.SchemaCompareBody,
    response: schemas.SchemaComparison,
  },
} as const satisfies Record<string, Endpoint>;
