import { StartError } from './start-error.ts';

/** The state of one step of the start. */
export type StepState = 'start' | 'done' | 'failed';

/** What a started server tells the launcher, one message each, over the IPC channel. */
export type ProgressMessage =
  | { type: 'step'; name: string; state: StepState; detail?: string; advice?: string }
  | { type: 'ready'; url: string };

/** Adds a remark to the running step, such as "3 of 7": the last one is shown beside the finished step. */
export type SetDetail = (detail: string) => void;

/** The next step after an error that nobody has foreseen: mostly a setting that leads nowhere. */
const unforeseenAdvice =
  'Check the settings of this step (the README has a table of them), and what the log says around this line';

/** Errors that a step has reported already. */
const reported = new WeakSet<object>();

/**
 * Runs one step of the start and reports it: to the launcher if it started this process, else on standard error.
 *
 * @param name the step's short name, such as `migrations`
 * @param work gets a function for a remark on the step
 * @returns what `work` gives
 * @throws what `work` throws, after reporting the failure
 */
export async function reportStep<T>(
  name: string,
  work: (setDetail: SetDetail) => Promise<T> | T,
): Promise<T> {
  let detail: string | undefined;
  send({ type: 'step', name, state: 'start' });
  try {
    const result = await work((text) => {
      detail = text;
    });
    send({ type: 'step', name, state: 'done', ...(detail !== undefined && { detail }) });
    return result;
  } catch (error) {
    const advice = error instanceof StartError ? error.advice : unforeseenAdvice;
    send({ type: 'step', name, state: 'failed', detail: messageOf(error), advice });
    if (typeof error === 'object' && error !== null) reported.add(error);
    throw error;
  }
}

/** True if `reportStep` has told the person about this error, so that it need not be said again. */
export function wasReported(error: unknown): boolean {
  return typeof error === 'object' && error !== null && reported.has(error);
}

/** Reports that the server answers at `url`. */
export function reportReady(url: string): void {
  send({ type: 'ready', url });
}

/** True if a launcher listens, so that the process need not print its start itself. */
export function hasLauncher(): boolean {
  return process.send !== undefined && process.connected;
}

/**
 * Calls `stop` when the launcher ends without having asked this process to stop, because it was killed:
 * the server must not live on unseen. A start that failed hangs up itself, once it has cleared up, and ends with its
 * exit code.
 */
export function onLauncherGone(stop: () => void): void {
  if (!hasLauncher()) return;
  process.once('disconnect', () => {
    if (process.exitCode === undefined) stop();
    else process.exit();
  });
  // The channel alone is no reason to stay alive.
  process.channel?.unref();
}

function send(message: ProgressMessage): void {
  if (hasLauncher()) {
    // A launcher that has just gone is no reason to fail: the callback takes the error.
    process.send?.(message, undefined, undefined, () => undefined);
    return;
  }
  const line = asLine(message);
  if (line !== undefined) process.stderr.write(`${line}\n`);
}

function asLine(message: ProgressMessage): string | undefined {
  if (message.type === 'ready') return `ready: ${message.url}`;
  if (message.state === 'start') return undefined;
  const remark = [message.detail, message.advice].filter((part) => part !== undefined).join('. ');
  return `${message.name}: ${message.state}${remark === '' ? '' : ` (${remark})`}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
