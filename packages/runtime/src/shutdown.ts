import type { Logger } from 'pino';

interface Closing {
  name: string;
  close(): Promise<void>;
}

/** Closes what was opened, the last first, once, whoever asks for it. */
export class Shutdown {
  readonly #open: Closing[] = [];
  readonly #log: Logger;
  #closed: Promise<void> | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  onClose(name: string, close: () => Promise<void>): void {
    this.#open.push({ name, close });
  }

  /** Closes on SIGINT and SIGTERM, and then lets the process end; a second signal ends it at once. */
  onSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (this.#closed) process.exit(130);
        void this.closeAndExit();
      });
    }
  }

  async closeAndExit(): Promise<void> {
    await this.close();
    process.exit(0);
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    for (const { name, close } of this.#open.toReversed()) {
      try {
        await close();
      } catch (error) {
        this.#log.error({ err: error, part: name }, 'could not be closed in good order');
      }
    }
  }
}
