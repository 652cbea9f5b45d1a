import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contractCases } from './contract-cases.fixture.ts';
import { call, openSandbox } from './sandbox.fixture.ts';
import type { Sandbox } from './sandbox.ts';

describe('contract', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openSandbox();
  });
  beforeEach(() => call(sandbox, { method: 'POST', path: '/control/reset' }));
  afterAll(() => sandbox.close());

  it.each(contractCases)('$name', async ({ name: _name, status, answer, answerHeaders, ...request }) => {
    const given = await call(sandbox, request);
    expect(given).toMatchObject({ status, ...(answer === undefined ? {} : { body: answer }) });
    for (const [header, value] of Object.entries(answerHeaders ?? {})) {
      expect(given.headers.get(header)).toBe(value);
    }
    if (status >= 400 && !request.path.endsWith('/oauth/token')) {
      expect(given.headers.get('content-type')).toContain('application/problem+json');
      expect(given.body).toMatchObject({ status, code: expect.any(String), detail: expect.any(String) });
    }
  });
});
