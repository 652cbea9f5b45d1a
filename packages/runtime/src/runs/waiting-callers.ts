import type { LiveEvents } from '../api/stream.ts';
import type { Reply, RunObserver } from '../engine/ports.ts';
import type { ReplyState } from '../store/replies.ts';
import type { Message, Started, StartRun } from './start-run.ts';

export interface WaitingCallersServices {
  startRun: StartRun;
  live: LiveEvents;
  findReply(runId: string, respondNodes: readonly string[]): Promise<ReplyState>;
}

interface Caller {
  settle(reply: Reply | undefined): void;
  /** Looks whether there is a reply; set as soon as another process may be working on the run. */
  look?(): Promise<void>;
}

/**
 * Callers that wait for a flow's reply. The run is worked on in the process that took the request, if it has a
 * worker; it is as durable as any other, and goes on when the caller has left. A message that was there before
 * gets the reply that its run gave or gives.
 */
export class WaitingCallers {
  readonly #services: WaitingCallersServices;
  readonly #callers = new Map<string, Set<Caller>>();
  #closing = false;

  constructor(services: WaitingCallersServices) {
    this.#services = services;
    services.live.subscribe((name, data) => {
      if (name === 'run' && 'runId' in data) {
        for (const caller of this.#callers.get(data.runId) ?? []) void caller.look?.();
      }
    });
  }

  /** Told by the engine: passes replies on, and lets callers go whose run ended without one. */
  readonly observer: Required<Pick<RunObserver, 'replied' | 'ended'>> = {
    replied: (runId, reply) => this.#settle(runId, reply),
    ended: (runId) => this.#settle(runId, undefined),
  };

  /** Accepts a message and waits; `reply` is undefined when the deadline passed, or the run ended, without one. */
  async startAndWait(
    message: Message,
    deadlineMs: number,
  ): Promise<{ accepted: Started; reply: Reply | undefined }> {
    const accepted = await this.#services.startRun({ ...message, awaited: true });
    const { runId, here } = accepted;
    const respondNodes = message.definition.nodes
      .filter(({ type }) => type === 'respond')
      .map(({ id }) => id);
    const { caller, reply } = this.#wait(runId, deadlineMs);
    // A run that waits for a retry, or that we had to let go, goes on wherever there is a worker. One that is worked
    // on here has to write before it can reply, and so the caller is registered by then.
    const elsewhere = (): void => {
      caller.look = () => this.#look(runId, respondNodes, caller);
      void caller.look();
    };
    if (here) void here.then(elsewhere);
    else elsewhere();
    return { accepted, reply: await reply };
  }

  /** Lets all callers go, also those that come yet: this server stops, and what they sent goes on elsewhere. */
  letGo(): void {
    this.#closing = true;
    for (const callers of this.#callers.values()) for (const caller of callers) caller.settle(undefined);
  }

  #wait(runId: string, deadlineMs: number): { caller: Caller; reply: Promise<Reply | undefined> } {
    const { promise, resolve } = promiseWithResolver<Reply | undefined>();
    const timer = setTimeout(() => caller.settle(undefined), this.#closing ? 0 : deadlineMs);
    const caller: Caller = {
      settle: (reply) => {
        clearTimeout(timer);
        this.#forget(runId, caller);
        resolve(reply);
      },
    };
    this.#callers.set(runId, (this.#callers.get(runId) ?? new Set()).add(caller));
    return { caller, reply: promise };
  }

  async #look(runId: string, respondNodes: readonly string[], caller: Caller): Promise<void> {
    try {
      const { reply, ended } = await this.#services.findReply(runId, respondNodes);
      if (reply || ended) caller.settle(reply);
    } catch {
      // The database is away: the next event or the deadline decides.
    }
  }

  #settle(runId: string, reply: Reply | undefined): void {
    for (const caller of this.#callers.get(runId) ?? []) caller.settle(reply);
  }

  #forget(runId: string, caller: Caller): void {
    const callers = this.#callers.get(runId);
    callers?.delete(caller);
    if (callers?.size === 0) this.#callers.delete(runId);
  }
}

function promiseWithResolver<Value>(): { promise: Promise<Value>; resolve(value: Value): void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((resolveIt) => {
    resolve = resolveIt;
  });
  return { promise, resolve };
}
