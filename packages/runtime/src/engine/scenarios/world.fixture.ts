import type { FlowDefinition, RunStatus } from '@crossdock/flow-schema';
import type {
  Advanced,
  ClaimedRun,
  EdiRegister,
  EngineServices,
  LookupSource,
  Reply,
  Stop,
} from '../ports.ts';
import { advance } from '../run-engine.ts';
import { HeldClock } from './clock.fixture.ts';
import { ScriptedConnectors, type Script } from './connectors.fixture.ts';
import { MemoryStore } from './memory-store.fixture.ts';

export interface WorldOptions {
  definition: FlowDefinition;
  script?: Script;
  body?: unknown;
  run?: Partial<ClaimedRun>;
  /** The run times out so long after its start. */
  timeoutMs?: number;
  variables?: Record<string, unknown>;
  lookups?: LookupSource;
  edi?: EdiRegister;
}

const noTables: LookupSource = {
  tableOf: () => Promise.resolve(null),
  freshTableOf: () => Promise.resolve(null),
};

const noRegister: EdiRegister = {
  assign: () => Promise.reject(new Error('this world has no EDI')),
  receive: () => Promise.reject(new Error('this world has no EDI')),
  acknowledge: () => Promise.reject(new Error('this world has no EDI')),
};

/** One run and all that is around it. */
export class World {
  readonly clock = new HeldClock();
  readonly store: MemoryStore;
  readonly connectors: ScriptedConnectors;
  readonly replies: { reply: Reply; committed: number }[] = [];
  readonly ended: RunStatus[] = [];
  readonly #services: EngineServices;
  #controller = new AbortController();

  constructor({
    definition,
    script,
    body,
    run,
    timeoutMs,
    variables = {},
    lookups = noTables,
    edi = noRegister,
  }: WorldOptions) {
    const startedAt = new Date(this.clock.now());
    this.store = new MemoryStore({
      id: 'run-1',
      flowId: 'flow-1',
      flowName: definition.name,
      version: 1,
      definition,
      environment: 'test',
      test: false,
      untilNode: undefined,
      trigger: { body, receivedAt: startedAt.toISOString() },
      businessKeys: [],
      effectRoot: 'run-1',
      attempts: 1,
      overrides: {},
      startedAt,
      deadlineAt: timeoutMs === undefined ? undefined : new Date(startedAt.getTime() + timeoutMs),
      cancelRequestedBy: undefined,
      ...run,
    });
    this.connectors = new ScriptedConnectors(script ?? { acts: {} }, this.clock, (reason, taken) =>
      this.stop(reason, taken),
    );
    this.#services = {
      store: this.store,
      connectors: this.connectors,
      variables: { variablesOf: () => Promise.resolve(variables) },
      lookups,
      schemas: { schemaOf: () => Promise.resolve(null) },
      edi,
      observer: {
        stepStarted: () => {
          throw new Error('observers may fail');
        },
        replied: (_run, reply) => {
          this.replies.push({ reply, committed: this.store.checkpoints.length });
        },
        ended: (_run, status) => {
          this.ended.push(status);
        },
      },
      clock: this.clock,
      effectKey: new Uint8Array(32).fill(7),
    };
  }

  /** @param taken whether another worker has the run, when its lease is lost */
  stop(reason: Stop, taken = true): void {
    if (reason.kind === 'lease-lost' && taken) this.store.takeOver();
    this.#controller.abort(reason);
  }

  /** A worker claims the run and takes it as far as it goes; `crashed` if the process died on the way. */
  async work(): Promise<Advanced | { kind: 'crashed' }> {
    this.#controller = new AbortController();
    const advanced = advance(this.store.claim(), this.#services, this.#controller.signal);
    const crashed = this.store.crashed.then(() => ({ kind: 'crashed' }) as const);
    return await Promise.race([advanced, crashed]);
  }
}
