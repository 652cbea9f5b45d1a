import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

const typescript = new URL('../../test/register-typescript.mjs', import.meta.url).href;

describe('lockFolder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'crossdock-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives a folder to one at a time, whatever way leads to it', async () => {
    const first = await lockFolder(folder, 0);
    expect(await lockFolder(join(folder, '..', folder.split(/[\\/]/).at(-1) ?? ''), 0)).toBeUndefined();
    await first?.release();
    const second = await lockFolder(folder, 0);
    expect(second).toBeDefined();
    await second?.release();
  });

  it('waits for a holder that lets go', async () => {
    const first = await lockFolder(folder, 0);
    const second = lockFolder(folder, 20_000);
    await first?.release();
    expect(await second).toBeDefined();
    await (await second)?.release();
  });

  it('is free again when its holder was killed', async () => {
    const module = JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href);
    const script = `
      const { lockFolder } = await import(${module});
      await lockFolder(${JSON.stringify(folder)}, 0);
      console.log('held');
      setInterval(() => undefined, 1000);`;
    const holder = spawn(
      process.execPath,
      ['--import', typescript, '--input-type=module', '--eval', script],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(holder.stdout, 'data');
    expect(await lockFolder(folder, 0)).toBeUndefined();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = await lockFolder(folder, 20_000);
    expect(lock).toBeDefined();
    await lock?.release();
  });
});
