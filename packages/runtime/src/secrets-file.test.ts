import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadOrCreateSecrets } from './secrets-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossdock-secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const secretsPath = (): string => join(folder, 'data', 'secrets.json');
const load = (): ReturnType<typeof loadOrCreateSecrets> => loadOrCreateSecrets(join(folder, 'data'));

describe('loadOrCreateSecrets', () => {
  it('creates a key of 32 bytes and gives the same one again', async () => {
    const created = await load();
    expect(created.secretKey).toHaveLength(32);
    expect(await load()).toEqual(created);
  });

  it('gives every installation a key of its own', async () => {
    const other = await loadOrCreateSecrets(join(folder, 'other'));
    expect((await load()).secretKey.equals(other.secretKey)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'keeps the file to its owner, also after a careless copy',
    async () => {
      await load();
      expect((await stat(secretsPath())).mode & 0o777).toBe(0o600);
      expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
      await chmod(secretsPath(), 0o644);
      await load();
      expect((await stat(secretsPath())).mode & 0o777).toBe(0o600);
    },
  );

  it.each([
    ['cut off', '{"secretKey": "AAAA'],
    ['without a key', '{}'],
    ['a short key', '{"secretKey": "AAAA"}'],
    ['not an object', '[]'],
    ['null', 'null'],
  ])('refuses a damaged file (%s) and leaves it alone', async (_case, content) => {
    await load();
    await writeFile(secretsPath(), content);
    await expect(load()).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining('damaged'),
    });
    expect(await readFile(secretsPath(), 'utf8')).toBe(content);
  });
});
