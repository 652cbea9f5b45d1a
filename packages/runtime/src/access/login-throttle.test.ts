import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../test/api-server.ts';
import { Refusal } from '../refusal.ts';
import { loginFailureStore } from '../store/login-failures.ts';
import { LoginThrottle } from './login-throttle.ts';

let api: TestApi;
let throttle: LoginThrottle;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.pool.query('DELETE FROM login_failures');
  throttle = new LoginThrottle(loginFailureStore(api.pool));
});

/** Whether an attempt may be made. */
async function attempt(email: string, address: string): Promise<boolean> {
  try {
    await throttle.attempt(email, address);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'too_many_attempts') return false;
    throw error;
  }
}

/** Lets time pass for all that has been counted. */
const wait = (seconds: number) =>
  api.pool.query(
    `UPDATE login_failures SET last_at = last_at - $1::float8 * interval '1 s',
       blocked_until = blocked_until - $1::float8 * interval '1 s'`,
    [seconds],
  );

/** Pauses that have begun, in seconds; from now on they last, however slow the test is. */
async function holdPauses(): Promise<number[]> {
  const { rows } = await api.pool.query<{ pause: number }>(
    `SELECT extract(epoch FROM blocked_until - last_at)::float8 AS pause
     FROM login_failures WHERE blocked_until > last_at`,
  );
  await api.pool.query(
    `UPDATE login_failures SET blocked_until = blocked_until + interval '1 hour' WHERE blocked_until > last_at`,
  );
  return rows.map(({ pause }) => pause);
}

async function attempts(count: number, email: (index: number) => string, address: string): Promise<void> {
  for (let index = 0; index < count; index += 1) expect(await attempt(email(index), address)).toBe(true);
}

describe('log-in throttle', () => {
  it('doubles the pause with each further failure, up to a quarter of an hour', async () => {
    await attempts(4, () => 'a', '1');
    const pauses: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      expect(await attempt('a', '1')).toBe(true);
      const [pause = 0] = await holdPauses();
      pauses.push(pause);
      expect(await attempt('a', '1')).toBe(false);
      await api.pool.query(`UPDATE login_failures SET blocked_until = last_at`);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it('forgives an account that gets in, and keeps others apart', async () => {
    await attempts(5, () => 'a', '1');
    await holdPauses();
    expect(await attempt('a', '1')).toBe(false);
    expect(await attempt('a', '2')).toBe(true);
    expect(await attempt('b', '1')).toBe(true);
    await throttle.succeeded('a', '1');
    expect(await attempt('a', '1')).toBe(true);
  });

  it('slows an address down that tries many accounts', async () => {
    await attempts(50, (index) => `user${index}`, '1');
    await holdPauses();
    expect(await attempt('yet another', '1')).toBe(false);
    expect(await attempt('yet another', '2')).toBe(true);
  });

  it('does not start an address anew when one of its accounts gets in', async () => {
    await attempts(49, (index) => `user${index}`, '1');
    await attempt('mine', '1');
    await throttle.succeeded('mine', '1');
    expect(await attempt('one more', '1')).toBe(true);
    await holdPauses();
    expect(await attempt('and another', '1')).toBe(false);
    await wait(2 * 3600);
    expect(await attempt('and another', '1')).toBe(true);
  });

  it('counts attempts that are made at once', async () => {
    const tried = await Promise.all(Array.from({ length: 8 }, () => attempt('a', '1')));
    expect(tried.filter(Boolean)).toHaveLength(5);
  });

  it('knows after a restart, and on other servers, what was counted before', async () => {
    await attempts(5, () => 'a', '1');
    await holdPauses();
    throttle = new LoginThrottle(loginFailureStore(api.pool));
    expect(await attempt('a', '1')).toBe(false);
  });

  it.each([
    ['2001:db8::1', '2001:db8:0:0:ffff::2', true],
    ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
    ['::1', '::2', true],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.2', false],
    ['10.0.0.1', '10.0.0.2', false],
  ])('takes %s and %s for one sender: %s', async (one, other, same) => {
    await attempts(5, () => 'a', one);
    await holdPauses();
    expect(await attempt('a', other)).toBe(!same);
  });

  it('keeps neither addresses nor quiet keys', async () => {
    await attempt('ada@example.com', '192.0.2.7');
    const { rows } = await api.pool.query('SELECT * FROM login_failures');
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/ada|192/);
    await wait(3600 + 1);
    await attempt('b', '2');
    const kept = await api.pool.query('SELECT count(*)::int AS n FROM login_failures');
    expect(kept.rows).toEqual([{ n: 2 }]);
  });
});
