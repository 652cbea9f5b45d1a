import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that runs beside the benchmark. */
export interface ChildProgram {
  send(message: object): void;
  /** The next message of a type. @throws when the program ends before it */
  message<Message extends { type: string }>(type: Message['type']): Promise<Message>;
  /** Its first line on standard output. @throws when the program ends before it */
  readonly firstLine: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a JavaScript file as a process of its own.
 *
 * @param env added to the environment
 * @param execArgv options for Node
 */
export function startProgram(
  file: string,
  env: Readonly<Record<string, string>> = {},
  execArgv: readonly string[] = [],
): ChildProgram {
  const child = fork(file, { env: { ...process.env, ...env }, execArgv: [...execArgv], stdio: 'pipe' });
  let lastWords = '';
  const remember = (chunk: Buffer): void => {
    lastWords = (lastWords + chunk.toString()).slice(-4_000);
  };
  child.stdout?.on('data', remember);
  child.stderr?.on('data', remember);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`${file} ended (${code ?? signal ?? 'without reason'}):\n${lastWords}`)),
    );
  });
  const orEnded = <T>(result: Promise<T>): Promise<T> => {
    const either = Promise.race([result, ended]);
    // Not everybody who starts a program asks for all of these.
    either.catch(() => undefined);
    return either;
  };
  const firstLine = orEnded(
    new Promise<string>((resolve) => {
      if (child.stdout) createInterface(child.stdout).once('line', resolve);
    }),
  );

  return {
    firstLine,
    send: (message) => void child.send(message),
    message: <Message extends { type: string }>(type: Message['type']) =>
      orEnded(
        new Promise<Message>((resolve) => {
          const look = (message: unknown): void => {
            if (typeof message !== 'object' || message === null || Reflect.get(message, 'type') !== type)
              return;
            child.off('message', look);
            // The other side is a program of this project: its messages of a type have one shape.
            resolve(message as Message);
          };
          child.on('message', look);
        }),
      ),
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
