import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProgressMessage } from './progress.ts';

const typescript = new URL('../test/register-typescript.mjs', import.meta.url).href;
const moduleUrl = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);

/** A server whose second step fails in a way that a person can mend. */
const script = `
  import { onLauncherGone, reportReady, reportStep, wasReported } from ${moduleUrl('./progress.ts')};
  import { StartError } from ${moduleUrl('./start-error.ts')};
  await reportStep('database', (setDetail) => { setDetail('1 of 2'); setDetail('2 of 2'); });
  try {
    await reportStep('server', () => { throw new StartError('Port 80 is taken', 'Choose another'); });
  } catch (error) {
    reportReady(wasReported(error) ? 'http://reported' : 'http://forgotten');
  }
  onLauncherGone(() => process.exit(7));
  setTimeout(() => process.exit(0), process.send ? 60_000 : 0);
`;

/** A server whose step fails for a reason that it does not know. */
const unforeseen = `
  import { reportStep } from ${moduleUrl('./progress.ts')};
  const send = process.send.bind(process);
  process.send = (message, ...rest) => message.state === 'start' || send(message, ...rest);
  await reportStep('queue', () => { throw new Error('Connection is closed.'); }).catch(() => process.disconnect());
`;

/** A server that could not start and hangs up. */
const failed = `
  import { onLauncherGone } from ${moduleUrl('./progress.ts')};
  onLauncherGone(() => process.exit(0));
  process.exitCode = 1;
  process.disconnect();
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossdock-progress-'));
  await writeFile(join(folder, 'server.mjs'), script);
  await writeFile(join(folder, 'failed.mjs'), failed);
  await writeFile(join(folder, 'unforeseen.mjs'), unforeseen);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(withLauncher: boolean, file = 'server.mjs'): ChildProcess {
  const last = withLauncher ? (['ipc'] as const) : [];
  return spawn(process.execPath, ['--import', typescript, join(folder, file)], {
    stdio: ['ignore', 'inherit', 'pipe', ...last],
  });
}

it('tells the launcher every step, what to do about a failure, and the address', async () => {
  const server = start(true);
  const messages: ProgressMessage[] = [];
  server.on('message', (message) => {
    messages.push(message as ProgressMessage);
    if (messages.at(-1)?.type === 'ready') server.disconnect();
  });
  // It ends by itself once the launcher has gone.
  expect(await once(server, 'exit')).toEqual([7, null]);
  expect(messages).toEqual([
    { type: 'step', name: 'database', state: 'start' },
    { type: 'step', name: 'database', state: 'done', detail: '2 of 2' },
    { type: 'step', name: 'server', state: 'start' },
    { type: 'step', name: 'server', state: 'failed', detail: 'Port 80 is taken', advice: 'Choose another' },
    { type: 'ready', url: 'http://reported' },
  ]);
});

it('says where to look after an error that nobody has foreseen', async () => {
  const server = start(true, 'unforeseen.mjs');
  const [message] = (await once(server, 'message', { signal: AbortSignal.timeout(20_000) })) as [unknown];
  expect(message).toEqual(
    expect.objectContaining({ detail: 'Connection is closed.', advice: expect.stringContaining('README') }),
  );
});

it('keeps the exit code of a start that failed', async () => {
  const server = start(true, 'failed.mjs');
  expect(await once(server, 'exit')).toEqual([1, null]);
});

it('prints the steps when nobody listens', async () => {
  const server = start(false);
  let printed = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  });
  expect(await once(server, 'close')).toEqual([0, null]);
  expect(printed).toBe(
    'database: done (2 of 2)\nserver: failed (Port 80 is taken. Choose another)\nready: http://reported\n',
  );
});
