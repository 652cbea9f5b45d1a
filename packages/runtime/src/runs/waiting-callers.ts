import type { Reply, RunObserver } from '../engine/ports.ts';
import type { ClaimedRow } from '../store/runs/claim.ts';
import type { Accepted } from '../store/runs/accept.ts';
import type { Message, StartRun } from './start-run.ts';

export interface WaitingCallersServices {
  startRun: StartRun;
  /** Loads a run that this process has leased to itself on accepting it. */
  loadLeased(runId: string, token: string): Promise<ClaimedRow | undefined>;
  work(run: ClaimedRow): Promise<void>;
  leaseMs: number;
}

/**
 * Callers that wait for a flow's reply. The run is worked on in the process that took the request, without a
 * detour through the queue; it is as durable as any other, and goes on when the caller has left.
 */
export class WaitingCallers {
  readonly #callers = new Map<string, (reply: Reply | undefined) => void>();
  #services: WaitingCallersServices | undefined;

  /** Told by the engine: passes replies on, and lets callers go whose run ended without one. */
  readonly observer: Required<Pick<RunObserver, 'replied' | 'ended'>> = {
    replied: (runId, reply) => this.#callers.get(runId)?.(reply),
    ended: (runId) => this.#callers.get(runId)?.(undefined),
  };

  /** The worker needs the observer, and this needs the worker: it comes second. */
  connect(services: WaitingCallersServices): void {
    this.#services = services;
  }

  /** Accepts a message and works on it at once; `reply` is undefined when the deadline passed before there was one. */
  async startAndWait(
    message: Message,
    deadlineMs: number,
  ): Promise<{ accepted: Accepted; reply: Reply | undefined }> {
    const services = this.#services;
    if (!services) throw new Error('not connected to a worker');
    const accepted = await services.startRun({ ...message, leaseMs: services.leaseMs });
    if (accepted.leaseToken === undefined) return { accepted, reply: undefined };
    const reply = this.#replyOf(accepted.runId, deadlineMs);
    const run = await services.loadLeased(accepted.runId, accepted.leaseToken);
    // Its failures are recorded on the run; here only the reply counts.
    if (run) services.work(run).catch(() => this.#callers.get(accepted.runId)?.(undefined));
    return { accepted, reply: await reply };
  }

  #replyOf(runId: string, deadlineMs: number): Promise<Reply | undefined> {
    return new Promise((resolve) => {
      const settle = (reply: Reply | undefined): void => {
        clearTimeout(timer);
        this.#callers.delete(runId);
        resolve(reply);
      };
      const timer = setTimeout(() => settle(undefined), deadlineMs);
      this.#callers.set(runId, settle);
    });
  }
}
