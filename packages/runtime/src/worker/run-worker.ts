import type { FlowDefinition } from '@crossdock/flow-schema';
import type { Logger } from 'pino';
import { brokenDown } from '../engine/breakdown.ts';
import type { Advanced, ClaimedRun, EngineServices, Lease } from '../engine/ports.ts';
import { advance } from '../engine/run-engine.ts';
import type { ClaimedRow } from '../store/runs/claim.ts';
import { isDatabaseConflict, isDatabaseUnavailable } from '../store/unavailable.ts';
import type { LeaseKeeper } from './lease-keeper.ts';

export interface RunWorkerServices {
  claim(runId: string): Promise<ClaimedRow | undefined>;
  definitionOf(flowId: string, version: number): Promise<FlowDefinition>;
  /** Gives a run back unfinished. */
  release(lease: Lease): Promise<void>;
  engine: EngineServices;
  leases: LeaseKeeper;
  log: Logger;
}

/** Takes runs that are due, has the engine advance them, and lets them go. */
export class RunWorker {
  readonly #services: RunWorkerServices;
  #fromQueue = 0;

  constructor(services: RunWorkerServices) {
    this.#services = services;
  }

  /** Works on a run until it ends or waits. Does nothing when the run is not to be had. */
  async handle(runId: string): Promise<void> {
    this.#fromQueue += 1;
    try {
      const claimed = await this.#services.claim(runId);
      if (claimed) await this.work(claimed);
    } finally {
      this.#fromQueue -= 1;
    }
  }

  /** Runs under way that came from the queue. */
  get fromQueue(): number {
    return this.#fromQueue;
  }

  /** Works on a run that this process has a lease on. */
  async work(claimed: ClaimedRow): Promise<void> {
    const { leases, log } = this.#services;
    const signal = leases.hold(claimed.lease);
    try {
      const run = await this.#withDefinition(claimed);
      const outcome = await this.#advance(run, signal);
      if (outcome.kind === 'released') await this.#services.release(run.lease);
      else if (outcome.kind === 'lease-lost')
        log.warn({ runId: run.id }, 'run was taken over by another worker');
    } finally {
      leases.release(claimed.lease);
    }
  }

  /** @throws what passes, such as a database that is away: the run is found again, and goes on */
  async #advance(run: ClaimedRun, signal: AbortSignal): Promise<Advanced> {
    const { engine, log } = this.#services;
    try {
      return await advance(run, engine, signal);
    } catch (error) {
      if (isDatabaseUnavailable(error) || isDatabaseConflict(error)) throw error;
      log.error({ err: error, runId: run.id }, 'run can’t be carried on');
      const verdict = brokenDown(run, error);
      const ours = await engine.store.checkpoint(run.lease, { steps: [], milestones: [], verdict });
      return ours ? verdict : { kind: 'lease-lost' };
    }
  }

  async #withDefinition({ draft, ...claimed }: ClaimedRow): Promise<ClaimedRun> {
    const definition = draft ?? (await this.#services.definitionOf(claimed.flowId, claimed.version ?? 0));
    return { ...claimed, definition, flowName: definition.name };
  }
}
