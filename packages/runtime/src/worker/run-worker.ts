import type { FlowDefinition } from '@crossdock/flow-schema';
import type { Logger } from 'pino';
import type { ClaimedRun, EngineServices, Lease, Verdict } from '../engine/ports.ts';
import { advance } from '../engine/run-engine.ts';
import type { ClaimedRow } from '../store/runs/claim.ts';
import type { FlowConcurrency } from './concurrency.ts';
import type { LeaseKeeper } from './lease-keeper.ts';

export interface RunWorkerServices {
  claim(runId: string): Promise<ClaimedRow | undefined>;
  definitionOf(flowId: string, version: number): Promise<FlowDefinition>;
  /** Gives a run back unfinished. */
  release(lease: Lease): Promise<void>;
  engine: EngineServices;
  leases: LeaseKeeper;
  concurrency: FlowConcurrency;
  log: Logger;
}

/** How long a run over its flow's limit stands aside, in milliseconds. */
const standAsideMs = 500;

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
    const { leases, concurrency, engine, log } = this.#services;
    const signal = leases.hold(claimed.lease);
    try {
      const run = await this.#withDefinition(claimed);
      const flow = `${run.flowId}/${run.environment}`;
      const limit = run.definition.settings?.concurrency;
      if (!concurrency.enter(flow, limit)) {
        await engine.store.checkpoint(run.lease, { steps: [], milestones: [], verdict: standAside(limit) });
        return;
      }
      try {
        const outcome = await advance(run, engine, signal);
        if (outcome.kind === 'released') await this.#services.release(run.lease);
        else if (outcome.kind === 'lease-lost')
          log.warn({ runId: run.id }, 'run was taken over by another worker');
      } finally {
        concurrency.leave(flow);
      }
    } finally {
      leases.release(claimed.lease);
    }
  }

  async #withDefinition({ draft, ...claimed }: ClaimedRow): Promise<ClaimedRun> {
    const definition = draft ?? (await this.#services.definitionOf(claimed.flowId, claimed.version ?? 0));
    return { ...claimed, definition, flowName: definition.name };
  }
}

function standAside(limit: number | undefined): Verdict {
  return {
    kind: 'waiting',
    waitingFor: {
      reason: 'concurrency',
      message: `The flow has ${limit ?? 0} runs under way, as many as it may.`,
    },
    wakeAt: new Date(Date.now() + standAsideMs),
  };
}
