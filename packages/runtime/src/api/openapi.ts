import { endpoints, Problem, type Endpoint } from '@crossdock/flow-schema';
import { refusals } from '../refusal.ts';
import { otherPaths } from './openapi-others.ts';
import { SchemaComponents } from './openapi-schemas.ts';

const base = '/api/v1';
const problemResponse = { $ref: '#/components/responses/Problem' };

/** Makes the OpenAPI 3.1 document from the contract: what the routes check is what it says. */
export function openApiDocument(version: string): object {
  const components = new SchemaComponents();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [id, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(id, endpoint, components) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Crossdock',
      version,
      description:
        'Everything that the designer does goes through this API. Errors are problem documents (RFC 9457) with a ' +
        'stable `code`. Lists take `limit` and `cursor` and give `items` and `nextCursor`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: base }],
    security: [{ bearer: [] }, { apiKey: [] }, { session: [] }],
    paths: { ...paths, ...otherPaths },
    components: {
      securitySchemes,
      responses: { Problem: problemComponent },
      schemas: { Problem: components.describe(Problem), ...components.schemas },
    },
  };
}

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'An API key.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'An API key.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'crossdock_session',
    description: 'A browser’s log-in. Changes need the header X-CSRF-Token with the session’s csrfToken.',
  },
};

const problemComponent = {
  description: `A problem document. Codes: ${Object.keys(refusals).join(', ')}.`,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function operation(id: string, endpoint: Endpoint, components: SchemaComponents): object {
  const { permission, summary, body } = endpoint;
  return {
    operationId: id,
    summary,
    tags: [endpoint.path.split('/')[1]],
    'x-permission': permission,
    ...(permission === 'public' ? { security: [] } : {}),
    parameters: parameters(endpoint, components),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: components.describe(body) } },
          },
        }
      : {}),
    responses: responses(endpoint, components),
  };
}

function parameters({ path, query, headers }: Endpoint, components: SchemaComponents): object[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const required: readonly string[] = query?.required ?? [];
  return [
    ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema: components.describe(schema),
    })),
    ...Object.entries(headers ?? {}).map(([name, description]) => ({
      name,
      in: 'header',
      required: true,
      description,
      schema: { type: 'string' },
    })),
  ];
}

function responses({ response, status, ...endpoint }: Endpoint, components: SchemaComponents): object {
  const success = response
    ? { description: 'Done.', content: { 'application/json': { schema: components.describe(response) } } }
    : { description: 'Done; there is no body.' };
  const refused = [
    ...(endpoint.permission === 'public' ? [] : [401, 403]),
    ...(endpoint.path.includes(':') ? [404] : []),
    ...(endpoint.headers?.['If-Match'] === undefined ? [] : [412, 428]),
    ...(endpoint.body ? [400, 413, 415] : []),
    ...(endpoint.body || endpoint.query ? [422] : []),
    503,
  ];
  return {
    [status ?? (response ? 200 : 204)]: success,
    ...Object.fromEntries(refused.map((code) => [code, problemResponse])),
    default: problemResponse,
  };
}
