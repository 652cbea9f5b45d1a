import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { connectors } from './registry.ts';

const folders = readdirSync(new URL('connectors', import.meta.url)).toSorted();

it('holds every connector that has a folder, under its own id', () => {
  expect(catalogue().map(({ id }) => id)).toEqual(Object.keys(connectors));
  expect(Object.keys(connectors).toSorted()).toEqual(folders);
});

it.each(folders)('the contract test is run for "%s"', async (folder) => {
  const tests = readdirSync(new URL(`connectors/${folder}`, import.meta.url));
  expect(tests).toContain(`${folder}.test.ts`);
});

it('shows what the palette needs', () => {
  const http = catalogue().find(({ id }) => id === 'http');
  expect(http).toMatchObject({
    name: 'HTTP',
    connection: { testable: true, config: { type: 'object' }, secrets: { type: 'object' } },
    operations: [{ id: 'request', effect: 'idempotent', input: { required: ['method', 'path'] } }],
  });
  expect(catalogue().find(({ id }) => id === 'log')).toMatchObject({ connection: null });
});
