import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type Answer, type TestApi } from '../../test/api-server.ts';
import { callErp, chain, webhook } from '../../test/flow-documents.ts';

let api: TestApi;
let erp: Server;
let erpUrl: string;
/** What the ERP was last asked with. */
let asked: string | undefined;

beforeAll(async () => {
  erp = createServer((request, response) => {
    asked = request.headers.authorization;
    const known = asked === `Basic ${Buffer.from('crossdock:open sesame').toString('base64')}`;
    response.writeHead(known ? 200 : 401, { 'content-type': 'text/plain' }).end(`you sent ${asked}`);
  });
  await new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve));
  const address = erp.address();
  erpUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  api = await startTestApi({ egressAllow: '127.0.0.1' });
});
afterAll(async () => {
  await api.close();
  erp.close();
});
beforeEach(async () => {
  await api.pool.query('DELETE FROM deployments');
  await api.pool.query('DELETE FROM connections');
  asked = undefined;
});

const password = 'open sesame';
const connection = (changes: object = {}) => ({
  key: 'erp',
  name: 'ERP',
  connector: 'http',
  environment: 'test',
  config: { baseUrl: erpUrl, auth: { type: 'basic', username: 'crossdock' } },
  secrets: { password },
  ...changes,
});
const as = () => ({ as: api.admin });
const create = (changes?: object) => api.operate('createConnection', { ...as(), body: connection(changes) });
const on = (key = 'erp', environment = 'test') => ({ ...as(), params: { key }, query: { environment } });
const update = (body: unknown) => api.operate('updateConnection', { ...on(), body });
const outcome = ({ status, body }: Answer) => [status, body.code];

describe('a connection', () => {
  it('never gives its secrets back, in no answer, table or log', async () => {
    const answers = [
      await create(),
      await update({ name: 'The ERP' }),
      await api.operate('getConnection', on()),
      await api.operate('listConnections', as()),
      await api.operate('testConnection', on()),
      await api.operate('deleteConnection', on()),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeLessThan(300);
      expect(text).not.toContain(password);
      expect(text).not.toContain(Buffer.from(`crossdock:${password}`).toString('base64'));
    }
    expect(answers[0]?.body).toMatchObject({ secretsSet: ['password'], usedBy: [] });
    const { rows } = await api.pool.query('SELECT action, data::text FROM audit');
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  it('is sealed in the database, and opened for calls only', async () => {
    await create();
    const { rows } = await api.pool.query<{ secrets: Buffer }>('SELECT secrets FROM connections');
    expect(rows[0]?.secrets.includes(password)).toBe(false);
    const opened = await api.parts.connections.connectionOf('erp', 'test');
    expect(opened?.secrets).toEqual({ password });
    await api.pool.query(`UPDATE connections SET environment = 'production'`);
    await expect(api.parts.connections.connectionOf('erp', 'production')).rejects.toThrow(
      'another connection',
    );
  });

  it.each<[string, object, string[]]>([
    ['another key', { key: 'ERP system' }, ['key']],
    ['an unknown environment', { environment: 'moon' }, ['environment']],
    ['an unknown connector', { connector: 'fax' }, ['connector']],
    ['a connector without connections', { connector: 'log' }, ['connector']],
    [
      'settings that don’t fit',
      { config: { baseUrl: 'ftp://erp', colour: 'red' } },
      ['config.baseUrl', 'config.colour'],
    ],
    [
      'secrets that don’t fit',
      { secrets: { passwort: 'x', password: 1 } },
      ['secrets.password', 'secrets.passwort'],
    ],
  ])('is refused with %s', async (_case, changes, fields) => {
    const answer = await create(changes);
    expect(outcome(answer)).toEqual([422, 'invalid_fields']);
    expect(answer.body.errors?.map(({ path }) => path).toSorted()).toEqual(fields);
  });

  it('has a key of its own in its environment', async () => {
    await create();
    expect(outcome(await create())).toEqual([409, 'connection_exists']);
    expect((await create({ environment: 'production' })).status).toBe(201);
    const keys = async (environment?: string) => {
      const query = environment === undefined ? {} : { environment };
      return (await api.operate('listConnections', { ...as(), query })).body.items.map(
        (item) => item.environment,
      );
    };
    expect(await keys()).toEqual(['production', 'test']);
    expect(await keys('test')).toEqual(['test']);
    expect((await api.operate('getConnection', on('erp', 'development'))).status).toBe(404);
  });

  it('with a text that can’t be stored is refused', async () => {
    expect(outcome(await create({ name: 'NUL \u0000' }))).toEqual([422, 'invalid_fields']);
  });

  it('keeps secrets left out of a change, and drops those set to null', async () => {
    await create();
    await update({ config: { baseUrl: erpUrl, auth: { type: 'bearer' } }, secrets: { token: 't' } });
    expect((await api.parts.connections.connectionOf('erp', 'test'))?.secrets).toEqual({
      password,
      token: 't',
    });
    const changed = await update({ secrets: { password: null } });
    expect(changed.body.secretsSet).toEqual(['token']);
    expect((await update({ secrets: { token: null } })).body.secretsSet).toEqual([]);
  });

  it('stays what it was created as', async () => {
    await create();
    const answer = await update({ key: 'wms', connector: 'inbound', environment: 'test' });
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(['key', 'connector']);
    expect((await update(connection({ name: 'Same, renamed' }))).body.name).toBe('Same, renamed');
  });

  it('is kept while a deployed flow uses it', async () => {
    await create();
    const body = { definition: chain('Booking', webhook('booking'), callErp) };
    const flow = await api.operate('createFlow', { ...as(), body });
    const params = { id: flow.body.id, environment: 'test' };
    await api.operate('publishFlow', { ...as(), params });
    expect((await api.operate('deployFlow', { ...as(), params, body: { version: 1 } })).status).toBe(200);
    const use = { flowId: flow.body.id, flowName: 'Booking' };
    expect((await api.operate('getConnection', on())).body.usedBy).toEqual([use]);
    const refused = await api.operate('deleteConnection', on());
    expect(outcome(refused)).toEqual([409, 'connection_in_use']);
    expect(refused.body['usedBy']).toEqual([use]);
    await api.operate('undeployFlow', { ...as(), params });
    expect((await api.operate('deleteConnection', on())).status).toBe(204);
    expect((await api.operate('deleteConnection', on())).status).toBe(404);
  });
});

describe('trying a connection', () => {
  it('calls the system with its secrets', async () => {
    await create();
    const answer = await api.operate('testConnection', on());
    expect(answer.body).toMatchObject({ ok: true });
    expect(asked).toMatch(/^Basic /);
  });

  it.each<[string, object]>([
    ['the password is wrong', { secrets: { password: 'wrong' } }],
    ['nobody answers', { config: { baseUrl: 'http://127.0.0.1:1' } }],
    ['the address may not be called', { config: { baseUrl: 'http://169.254.169.254' } }],
  ])('says so when %s', async (_case, changes) => {
    await create(changes);
    const { status, body } = await api.operate('testConnection', on());
    expect([status, body.ok]).toEqual([200, false]);
    expect(body.detail).toMatch(/\S/);
  });

  it('says that secrets can’t be read when the master key was lost', async () => {
    await create();
    await api.pool.query(`UPDATE connections SET secrets = set_byte(secrets, 3, get_byte(secrets, 3) # 1)`);
    const { body } = await api.operate('testConnection', on());
    expect(body).toMatchObject({ ok: false, detail: expect.stringContaining('another master key') });
    await update({ secrets: { password } });
    expect((await api.operate('testConnection', on())).body.ok).toBe(true);
  });
});

describe('variables', () => {
  const onVariable = (key: string) => ({ ...as(), params: { key }, query: { environment: 'test' } });

  it.each([
    ['a text', 'x'],
    ['nothing', null],
    ['a list', [1, { a: '\u0000' }]],
  ])('hold %s', async (_case, value) => {
    await api.operate('putVariable', { ...onVariable('limit'), body: { value } });
    const list = await api.operate('listVariables', { ...as(), query: { environment: 'test' } });
    expect(list.body.items).toEqual([{ key: 'limit', environment: 'test', value }]);
    expect(await api.parts.stores.variables.valuesOf('test')).toEqual({ limit: value });
    expect((await api.operate('deleteVariable', onVariable('limit'))).status).toBe(204);
    expect((await api.operate('deleteVariable', onVariable('limit'))).status).toBe(404);
  });

  it('have names that expressions can say', async () => {
    const answer = await api.operate('putVariable', { ...onVariable('not-a-name'), body: { value: 1 } });
    expect(outcome(answer)).toEqual([422, 'invalid_fields']);
  });
});

it('environments and connectors are listed', async () => {
  const environments = await api.operate('listEnvironments', as());
  expect(environments.body.items.map(({ key }) => key)).toEqual(['development', 'test', 'production']);
  const connectors = await api.operate('listConnectors', { ...as(), query: { limit: 2 } });
  const rest = await api.operate('listConnectors', {
    ...as(),
    query: { cursor: connectors.body.nextCursor ?? '' },
  });
  const ids = [...connectors.body.items, ...rest.body.items].map(({ id }) => id);
  expect(ids).toEqual([...ids].toSorted());
  expect(ids).toContain('http');
});
