import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { StartError } from './start-error.ts';

const read = (env: Record<string, string>, args: string[] = []) => readConfig(env, args, '/srv/crossdock');

describe('configuration', () => {
  it('needs nothing', () => {
    expect(read({})).toMatchObject({
      role: 'all',
      host: '127.0.0.1',
      port: 3400,
      databaseUrl: undefined,
      redisUrl: undefined,
      demo: true,
    });
  });

  it.each([
    [['--role', 'worker'], 'worker'],
    [['--role=api'], 'api'],
  ])('takes the role from %j', (args, role) => {
    expect(read({}, args).role).toBe(role);
  });

  it.each([
    ['', false],
    ['1', 1],
    ['loopback, 10.0.0.0/8,fd00::/8', 'loopback, 10.0.0.0/8,fd00::/8'],
    ['192.0.2.1', '192.0.2.1'],
  ])('trusts the proxies "%s"', (text, expected) => {
    expect(read({ CROSSDOCK_TRUST_PROXY: text }).trustProxy).toBe(expected);
  });

  const refused: [string, Record<string, string>, string[], RegExp][] = [
    ['a port that is no number', { PORT: 'http' }, [], /PORT is "http"/],
    ['a port out of range', { PORT: '70000' }, [], /PORT/],
    ['a database of another kind', { DATABASE_URL: 'mysql://localhost/x' }, [], /DATABASE_URL/],
    ['a database address that does not parse', { DATABASE_URL: 'localhost' }, [], /DATABASE_URL/],
    ['a Redis address of another kind', { REDIS_URL: 'http://localhost' }, [], /REDIS_URL/],
    ['an unknown role', {}, ['--role', 'boss'], /"boss" is not a role/],
    ['proxies that are none', { CROSSDOCK_TRUST_PROXY: 'true' }, [], /CROSSDOCK_TRUST_PROXY is "true"/],
    ['a proxy network that is none', { CROSSDOCK_TRUST_PROXY: '10.0.0.0/33' }, [], /CROSSDOCK_TRUST_PROXY/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, [], /LOG_LEVEL/],
  ];
  it.each(refused)('refuses %s', (_what, env, args, message) => {
    expect(() => read(env, args)).toThrow(StartError);
    expect(() => read(env, args)).toThrow(message);
  });

  it('does not repeat a password in its messages', () => {
    expect(() => read({ DATABASE_URL: 'mysql://me:s3cret@localhost/x' })).toThrow(/^(?!.*s3cret)/);
  });
});
