import type { Endpoint } from '@crossdock/flow-schema';
import { validateJson } from '@crossdock/mapping';
import { notFound, Refusal } from '../refusal.ts';

type Query = Readonly<Record<string, unknown>>;

/**
 * Converts the texts of a query to what the schema says they are, and checks them. A text that is not a number
 * stays a text, so that the check can say so.
 * @throws Refusal `invalid_fields`
 */
export function checkQuery(schema: Endpoint['query'], given: Query): unknown {
  const properties: Readonly<Record<string, object>> = schema?.properties ?? {};
  for (const [name, value] of Object.entries(given)) refuseNul(name, value);
  const query = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, convert(properties[name], value)]),
  );
  check(schema ?? noQuery, query, 'query');
  return query;
}

/** PostgreSQL has no texts with NUL characters, so that none can be looked for. */
function refuseNul(name: string, value: unknown): void {
  if (typeof value !== 'string' || !value.includes('\0')) return;
  const message = 'must not hold NUL characters';
  throw new Refusal('invalid_fields', `Query parameter ${name} ${message}.`, {
    errors: [{ path: name, message }],
  });
}

/** A part of the address with a NUL character names nothing. @throws Refusal `not_found` */
export function checkParams(params: Readonly<Record<string, unknown>>): void {
  const values = Object.values(params);
  if (values.some((value) => typeof value === 'string' && value.includes('\0'))) throw notFound('address');
}

const noQuery = { type: 'object', additionalProperties: false };

/** @throws Refusal `invalid_fields` naming each field and what is wrong with it */
export function checkBody(schema: object, body: unknown): void {
  check(schema, body, 'body');
}

function check(schema: object, value: unknown, what: 'query' | 'body'): void {
  const errors = validateJson(schema, value);
  const [first] = errors;
  if (first === undefined) return;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const place =
    first.path === '' ? `The ${what}` : `${what === 'query' ? 'Query parameter ' : ''}${first.path}`;
  throw new Refusal('invalid_fields', `${place} ${first.message}${more}.`, { errors });
}

function convert(schema: object | undefined, value: unknown): unknown {
  if (schema === undefined || typeof value !== 'string') return value;
  const type: unknown = Reflect.get(schema, 'type');
  if ((type === 'integer' || type === 'number') && /^-?\d{1,15}(\.\d{1,15})?$/.test(value))
    return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
