import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A process of ours, and how to end it. */
interface Running {
  stop(): Promise<void>;
}

interface RunningService extends Running {
  url: string;
}

/** Starts the sandbox company on a free port. */
export async function startSandboxProcess(): Promise<RunningService> {
  const child = spawn(process.execPath, [join(root, 'packages/sandbox/dist/main.js')], {
    env: { ...process.env, SANDBOX_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await firstLine(child);
  const { url } = JSON.parse(line) as { url: string };
  return { url, stop: () => end(child) };
}

interface ServerOptions {
  /** Hosts that flows may call. */
  egressAllow?: string;
  demo?: boolean;
}

/** Starts a server as a new installation has it: an embedded database in an empty folder, on a free port. */
export async function startServerProcess(options: ServerOptions = {}): Promise<RunningService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'crossdock-e2e-'));
  const child = spawn(process.execPath, [join(root, 'packages/runtime/dist/main.js')], {
    env: {
      ...process.env,
      PORT: '0',
      CROSSDOCK_DATA_DIR: dataDir,
      CROSSDOCK_DEMO: options.demo ? '1' : '0',
      CROSSDOCK_EGRESS_ALLOW: options.egressAllow ?? '',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = await readyUrl(child);
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url, stop };
}

interface Progress {
  type: 'step' | 'ready';
  name?: string;
  state?: string;
  detail?: string;
  url?: string;
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: Progress) => {
      if (message.type === 'ready' && message.url) resolve(message.url);
      if (message.state === 'failed')
        reject(new Error(`${message.name ?? 'step'}: ${message.detail ?? 'failed'}`));
    });
    child.once('exit', (code) =>
      reject(new Error(`the server ended with ${code ?? 'a signal'} before it was ready`)),
    );
  });
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code ?? 'a signal'}: ${text}`)));
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
