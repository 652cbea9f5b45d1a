import type { LiveEvents } from '../api/stream.ts';
import type { Reply, RunObserver } from '../engine/ports.ts';
import type { ReplyState } from '../store/replies.ts';
import type { Accepted } from '../store/runs/accept.ts';
import type { ClaimedRow } from '../store/runs/claim.ts';
import type { Message, StartRun } from './start-run.ts';

/** A worker in this process, which can take a run without a detour through the queue. */
export interface LocalWorker {
  /** Loads a run that this process has leased to itself on accepting it. */
  loadLeased(runId: string, token: string): Promise<ClaimedRow | undefined>;
  work(run: ClaimedRow): Promise<void>;
  leaseMs: number;
}

export interface WaitingCallersServices {
  startRun: StartRun;
  live: LiveEvents;
  findReply(runId: string, respondNodes: readonly string[]): Promise<ReplyState>;
}

interface Caller {
  settle(reply: Reply | undefined): void;
  /** Set if another process works on the run: looks whether there is a reply. */
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
  #worker: LocalWorker | undefined;

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

  /** The worker needs the observer, and this needs the worker: it comes second. */
  connect(worker: LocalWorker): void {
    this.#worker = worker;
  }

  /** Accepts a message and waits; `reply` is undefined when the deadline passed, or the run ended, without one. */
  async startAndWait(
    message: Message,
    deadlineMs: number,
  ): Promise<{ accepted: Accepted; reply: Reply | undefined }> {
    const worker = this.#worker;
    const accepted = await this.#services.startRun({
      ...message,
      ...(worker && { leaseMs: worker.leaseMs }),
    });
    const { runId, leaseToken } = accepted;
    if (worker && leaseToken !== undefined) {
      const reply = this.#wait(runId, deadlineMs);
      const run = await worker.loadLeased(runId, leaseToken);
      // Its failures are recorded on the run; here only the reply counts.
      if (run) worker.work(run).catch(() => this.#settle(runId, undefined));
      return { accepted, reply: await reply };
    }
    const respondNodes = message.definition.nodes
      .filter(({ type }) => type === 'respond')
      .map(({ id }) => id);
    return { accepted, reply: await this.#wait(runId, deadlineMs, respondNodes) };
  }

  /** @param respondNodes given when another process works on the run: the reply is then read from the store */
  #wait(runId: string, deadlineMs: number, respondNodes?: readonly string[]): Promise<Reply | undefined> {
    return new Promise((resolve) => {
      const caller: Caller = {
        settle: (reply) => {
          clearTimeout(timer);
          this.#forget(runId, caller);
          resolve(reply);
        },
      };
      const timer = setTimeout(() => caller.settle(undefined), deadlineMs);
      this.#callers.set(runId, (this.#callers.get(runId) ?? new Set()).add(caller));
      if (!respondNodes) return;
      caller.look = () => this.#look(runId, respondNodes, caller);
      void caller.look();
    });
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
