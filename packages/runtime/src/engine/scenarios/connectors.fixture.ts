import type { Effect } from '@crossdock/flow-schema';
import type { ConnectorAnswer, ConnectorCall, ConnectorGateway, Stop } from '../ports.ts';
import type { StepFailure } from '../step-failure.ts';
import type { HeldClock } from './clock.fixture.ts';

/** What a connector does when it is called: the scripted acts follow each other, the last one stays. */
export type Act =
  | { gives: unknown }
  | { fails: StepFailure }
  | { throws: Error }
  /** Answers only once the other operation was called so often (once): proves that both are under way at once. */
  | { whenCalled: string; times?: number; passes?: number; gives: unknown }
  /** Does not answer; so much time passes. */
  | { hangsFor: number }
  /** The worker is told to stop in mid-call; a call that is let be gives this. */
  | { meanwhile: Stop; gives: unknown }
  /** The worker gives the run up in mid-call, though nobody else has taken it. */
  | { givenUp: true };

export interface Script {
  acts: Readonly<Record<string, readonly Act[]>>;
  effects?: Readonly<Record<string, Effect>>;
}

/** Connectors that follow a script, by operation, and remember how they were called. */
export class ScriptedConnectors implements ConnectorGateway {
  readonly calls: ConnectorCall[] = [];
  readonly #script: Script;
  readonly #clock: HeldClock;
  readonly #stop: (reason: Stop, taken: boolean) => void;
  readonly #waiting = new Map<string, () => void>();

  constructor(script: Script, clock: HeldClock, stop: (reason: Stop, taken: boolean) => void) {
    this.#script = script;
    this.#clock = clock;
    this.#stop = stop;
  }

  effectOf({ operation }: Pick<ConnectorCall, 'operation'>): Promise<Effect> {
    return Promise.resolve(this.#script.effects?.[operation] ?? 'idempotent');
  }

  async call(call: ConnectorCall): Promise<ConnectorAnswer> {
    this.calls.push(call);
    this.#waiting.get(call.operation)?.();
    const acts = this.#script.acts[call.operation] ?? [];
    const act = acts[Math.min(this.callsOf(call.operation).length, acts.length) - 1];
    if (!act) throw new Error(`the script has nothing for ${call.operation}`);
    return { output: await this.#play(act, call) };
  }

  callsOf(operation: string): ConnectorCall[] {
    return this.calls.filter((call) => call.operation === operation);
  }

  async #play(act: Act, call: ConnectorCall): Promise<unknown> {
    if ('fails' in act) throw act.fails;
    if ('throws' in act) throw act.throws;
    if ('whenCalled' in act) {
      if (act.passes !== undefined) setImmediate(() => this.#clock.pass(act.passes ?? 0));
      while (this.callsOf(act.whenCalled).length < (act.times ?? 1))
        await new Promise<void>((resolve) => this.#waiting.set(act.whenCalled, resolve));
    }
    if ('hangsFor' in act) {
      setImmediate(() => this.#clock.pass(act.hangsFor));
      // Like many a library: it takes no notice of the signal.
      await new Promise(() => undefined);
    }
    if ('givenUp' in act) this.#stop({ kind: 'lease-lost' }, false);
    if ('meanwhile' in act) {
      this.#stop(act.meanwhile, true);
    }
    if (call.signal.aborted) throw new Error('the call was aborted');
    return 'gives' in act ? act.gives : undefined;
  }
}
