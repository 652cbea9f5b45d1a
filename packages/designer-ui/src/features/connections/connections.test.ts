import type { CatalogueConnector, Connection } from '@crossdock/flow-schema';
import { describe, expect, it } from 'vitest';
import { draftErrors, draftOf, keyFrom, secretFields, toCreate, toUpdate } from './connection-draft.ts';
import { connectionId, matches, readConnectionId } from './connection-rows.ts';

const erp: Connection = {
  key: 'erp',
  name: 'ERP',
  connector: 'http',
  environment: 'test',
  config: { baseUrl: 'https://erp.example.com/api' },
  secretsSet: ['token'],
  usedBy: [],
  updatedAt: '2026-11-21T12:00:00.000Z',
};
const source = { existing: undefined, copyOf: undefined, connector: undefined, environment: undefined };

describe('draft of a connection', () => {
  it('never holds secrets, also not those of a copy', () => {
    expect(draftOf({ ...source, copyOf: erp }).secrets).toEqual({});
    expect(draftOf({ ...source, existing: erp }).secrets).toEqual({});
  });

  it('proposes the chosen environment, but not the one that is copied from', () => {
    expect(draftOf({ ...source, environment: 'production', copyOf: erp }).environment).toBe('production');
    expect(draftOf({ ...source, environment: 'test', copyOf: erp }).environment).toBe('');
    expect(draftOf({ ...source, environment: 'production', existing: erp }).environment).toBe('test');
  });

  it('names what is missing', () => {
    expect(Object.keys(draftErrors(draftOf(source)))).toEqual(['connector', 'name', 'key', 'environment']);
    expect(draftErrors(draftOf({ ...source, existing: erp }))).toEqual({});
    expect(draftErrors({ ...draftOf({ ...source, existing: erp }), key: '1 ERP' }).key).toContain('letters');
  });

  it('sends secrets only where they were changed, and null to remove one', () => {
    const draft = draftOf({ ...source, existing: erp });
    expect(toUpdate(draft)).not.toHaveProperty('secrets');
    expect(toUpdate({ ...draft, secrets: { token: null, password: 'x' } }).secrets).toEqual({
      token: null,
      password: 'x',
    });
    expect(toCreate({ ...draft, secrets: { token: null, password: 'x' } }).secrets).toEqual({
      password: 'x',
    });
  });
});

it.each([
  ['Harbor Supply ERP (sandbox)', 'harbor-supply-erp-sandbox'],
  ['3PL Köln', 'pl-koln'],
  ['  ', ''],
  ['WMS', 'wms'],
])('makes of the name %j the key %j', (name, key) => {
  expect(keyFrom(name)).toBe(key);
});

it('lists the secrets of a connector with their titles', () => {
  const secrets = { properties: { token: { title: 'Token', description: 'For bearer.' }, raw: true } };
  const connector = { connection: { config: {}, secrets, testable: true } } as unknown as CatalogueConnector;
  expect(secretFields(connector, {})).toEqual([
    { name: 'token', title: 'Token', description: 'For bearer.' },
    { name: 'raw', title: 'raw', description: undefined },
  ]);
  expect(secretFields(undefined, {})).toEqual([]);
});

it('asks for a secret only with the authentication that it belongs to', () => {
  const secrets = {
    properties: { password: { 'x-for': ['basic'] }, token: { 'x-for': ['bearer'] }, other: {} },
  };
  const connector = { connection: { config: {}, secrets, testable: true } } as unknown as CatalogueConnector;
  const names = (config: Record<string, unknown>) => secretFields(connector, config).map(({ name }) => name);
  expect(names({ auth: { type: 'basic' } })).toEqual(['password', 'other']);
  expect(names({})).toEqual(['other']);
});

it('writes and reads the reference that stands in the address', () => {
  expect(readConnectionId(connectionId(erp))).toEqual({ environment: 'test', key: 'erp' });
  for (const id of [undefined, '', 'test', 'test/', '/erp', 'a/b/c'])
    expect(readConnectionId(id)).toBeUndefined();
});

it('searches name, key and address', () => {
  expect(['erp', 'EXAMPLE.com', undefined].map((q) => matches(erp, q))).toEqual([true, true, true]);
  expect(matches(erp, 'wms')).toBe(false);
});
