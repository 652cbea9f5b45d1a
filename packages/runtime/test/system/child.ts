import { spawn, type ChildProcess } from 'node:child_process';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process of the tests' own. It does not outlive them, whatever happens. */
export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  /** What it has written lately, for the message of a test that fails. */
  output(): string;
  /** Resolves once it has ended. */
  readonly ended: Promise<Ended>;
  running(): boolean;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

export interface ChildOptions {
  file: string;
  args?: readonly string[];
  env: Readonly<Record<string, string>>;
}

const keptOutput = 20_000;

/** Runs a program of ours with Node, with an IPC channel, and with nothing of the test run's own environment. */
export function startChild({ file, args = [], env }: ChildOptions): Child {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const process_ = spawn(process.execPath, [file, ...args], {
    env: { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const killAtExit = (): void => void process_.kill('SIGKILL');
  process.once('exit', killAtExit);
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-keptOutput);
  };
  process_.stdout?.on('data', keep);
  process_.stderr?.on('data', keep);
  const ended = new Promise<Ended>((resolve, reject) => {
    process_.once('error', reject);
    process_.once('close', (code, signal) => {
      process.off('exit', killAtExit);
      resolve({ code, signal });
    });
  });
  const running = (): boolean => process_.exitCode === null && process_.signalCode === null;
  return {
    pid: process_.pid ?? 0,
    process: process_,
    output: () => output,
    ended,
    running,
    end(signal) {
      if (running()) process_.kill(signal);
      return ended;
    },
  };
}
