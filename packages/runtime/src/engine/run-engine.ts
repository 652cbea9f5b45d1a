import { PlanError, type FlowPlan } from '@crossdock/flow-schema';
import { notExecutable } from './breakdown.ts';
import { breather } from './breather.ts';
import { businessKeysLater, withKeys } from './business-keys.ts';
import { conclude } from './conclude.ts';
import { watchRun } from './interruption.ts';
import { Journal, LeaseLost, type JournalEntry } from './journal.ts';
import { planOf } from './plan-of.ts';
import type { Advanced, ClaimedRun, EngineServices, Verdict } from './ports.ts';
import { latestOf, startState, withRecord, type RunState } from './run-state.ts';
import { lostRecord } from './step-failures.ts';
import { attemptStep, tell, type Execution } from './step-runner.ts';

/** Steps of one run that are under way at the same time; a flow of hundreds of branches may not starve others. */
const mostAtOnce = 32;

/**
 * Takes a claimed run as far as it goes: until it ends, waits for a retry, or is stopped. What steps did is
 * committed on the way, after each effect; completed steps are never run again.
 *
 * @param stop aborted by the worker, with a `Stop` as reason
 * @returns what became of the run; a verdict is committed when this resolves
 * @throws what the store or another service of ours throws; the run is then to be let go, and goes on after its
 * last checkpoint when it is claimed again
 */
export async function advance(
  run: ClaimedRun,
  services: EngineServices,
  stop: AbortSignal,
): Promise<Advanced> {
  const journal = new Journal(services.store, run.lease, (reply) =>
    tell(() => services.observer.replied?.(run.id, reply)),
  );
  const watch = watchRun(run, services.clock, stop);
  try {
    const plan = planOf(run);
    if (plan instanceof PlanError)
      return await end({ run, services, journal, watch }, notExecutable(run, plan));
    return await new RunLoop({ run, services, journal, watch }, plan).run();
  } catch (error) {
    if (error instanceof LeaseLost) return { kind: 'lease-lost' };
    throw error;
  } finally {
    watch.close();
  }
}

/** The small loop: start what is ready, take in what is done, commit, conclude when nothing is left to do. */
class RunLoop {
  readonly #execution: Execution;
  readonly #underWay = new Map<string, Promise<JournalEntry>>();
  readonly #breathe = breather();
  #state: RunState;
  #businessKeys: ClaimedRun['businessKeys'];

  constructor(execution: Execution, plan: FlowPlan) {
    this.#execution = execution;
    this.#state = startState(execution.run, plan);
    this.#businessKeys = execution.run.businessKeys;
  }

  async run(): Promise<Advanced> {
    this.#takeInLost();
    for (;;) {
      this.#startReady();
      if (this.#underWay.size === 0) return await this.#conclude();
      const entry = await this.#next();
      if (entry) await this.#takeIn(entry);
      await this.#breathe();
    }
  }

  /** Unsafe steps whose worker died in mid-call fail before anything else is done. */
  #takeInLost(): void {
    for (const node of this.#state.plan.nodes) {
      const latest = latestOf(this.#state, node.id);
      if (latest?.status === 'running' && latest.effect === 'unsafe')
        this.#record({ record: lostRecord(latest, node) });
    }
  }

  #startReady(): void {
    if (this.#execution.watch.reason()) return;
    const now = this.#execution.services.clock.now();
    for (const { node, phase } of this.#state.open) {
      const due = phase.kind === 'start' || (phase.kind === 'wait' && phase.until.getTime() <= now);
      if (!due || this.#underWay.has(node.id) || this.#underWay.size >= mostAtOnce) continue;
      const step = attemptStep(this.#execution, this.#state, node);
      // When the loop ends early nobody waits for it any more; its error has been told by then.
      step.catch(() => undefined);
      this.#underWay.set(node.id, step);
    }
  }

  /** The next step that is done; undefined when a retry has come due meanwhile. */
  async #next(): Promise<JournalEntry | undefined> {
    const { clock } = this.#execution.services;
    const retries = this.#state.open.flatMap(({ node, phase }) =>
      phase.kind === 'wait' && !this.#underWay.has(node.id) ? [phase.until.getTime()] : [],
    );
    let callOff = (): void => undefined;
    const retryDue = new Promise<undefined>((resolve) => {
      if (retries.length > 0)
        callOff = clock.timer(Math.min(...retries) - clock.now(), () => resolve(undefined));
    });
    try {
      return await Promise.race([retryDue, ...this.#underWay.values()]);
    } finally {
      callOff();
    }
  }

  async #takeIn(entry: JournalEntry): Promise<void> {
    this.#underWay.delete(entry.record.nodeId);
    this.#record(entry);
    const { record, milestones = [], reply } = entry;
    const keys = withKeys(
      this.#businessKeys,
      milestones.map(({ businessKey }) => businessKey),
    );
    this.#know(keys);
    const mustCommit = record.effect !== 'pure' || reply !== undefined;
    // A step that ends the run is committed with the verdict: nothing happens in between.
    if (mustCommit && this.#goesOn()) await this.#execution.journal.commit();
  }

  #record(entry: JournalEntry): void {
    const node = this.#state.plan.byId.get(entry.record.nodeId);
    if (node) this.#state = withRecord(this.#state, node, entry.record);
    this.#execution.journal.add(entry);
  }

  #know(keys: ClaimedRun['businessKeys']): void {
    if (keys === this.#businessKeys) return;
    this.#businessKeys = keys;
    this.#execution.journal.setBusinessKeys(keys);
  }

  #goesOn(): boolean {
    return this.#underWay.size > 0 || this.#state.open.some(({ phase }) => phase.kind === 'start');
  }

  async #conclude(): Promise<Advanced> {
    const { services, journal, watch } = this.#execution;
    const reason = watch.reason();
    if (reason?.kind === 'lease-lost') return { kind: 'lease-lost' };
    const { verdict, records } = conclude(this.#state, reason, services.clock.now());
    for (const record of records) journal.add({ record });
    if (!verdict) {
      await journal.commit();
      return { kind: 'released' };
    }
    this.#know(businessKeysLater(this.#state, this.#businessKeys));
    return await end(this.#execution, verdict);
  }
}

async function end({ run, services, journal }: Execution, verdict: Verdict): Promise<Verdict> {
  await journal.commit(verdict);
  if (verdict.kind !== 'waiting') {
    const error = verdict.kind === 'failed' ? { error: verdict.error } : {};
    tell(() => services.observer.ended?.(run.id, verdict.kind, error));
  }
  return verdict;
}
