import type {
  BusinessKey,
  Effect,
  FlowDefinition,
  Run,
  RunStatus,
  Step,
  StepError,
  TriggerMessage,
  WaitingFor,
} from '@crossdock/flow-schema';
import type {
  AssignedNumbers,
  EnvelopeNumbers,
  LookupIndex,
  ReadAcknowledgement,
  ReceivedOutcome,
} from '@crossdock/mapping';

/**
 * What the engine asks of the world around it, and nothing more. The store, the queue and the
 * connectors implement these; the engine itself knows no database, no queue and no network.
 */

/** A worker's right to advance one run. Every checkpoint carries the token; a stale one is refused. */
export interface Lease {
  runId: string;
  token: string;
}

/** A person's correction, made on resuming: another input for a node, or its output instead of running it. */
export type Override = { input: unknown } | { output: unknown };

/** A run as its worker holds it. */
export interface ClaimedRun {
  lease: Lease;
  id: string;
  flowId: string;
  flowName: string;
  /** null: a test run of a draft. */
  version: number | null;
  definition: FlowDefinition;
  environment: string;
  test: boolean;
  /** Test runs stop after this node. */
  untilNode: string | undefined;
  trigger: TriggerMessage;
  businessKeys: readonly BusinessKey[];
  /** Run from whose id the idempotency keys of effects are made. */
  effectRoot: string;
  /** How often it was started: 1, and one more for each resume. */
  attempts: number;
  overrides: Readonly<Record<string, Override>>;
  /** When it was first claimed: what `$now()` says in it. */
  startedAt: Date;
  deadlineAt: Date | undefined;
  cancelRequestedBy: string | undefined;
  /** Every step recorded so far. Inputs are left out except on failed ones: resuming needs them there only. */
  steps: readonly StepRecord[];
}

/** One attempt at one node, as recorded. */
export interface StepRecord {
  nodeId: string;
  /** Place in loops, for example `lines[3]`; empty outside. */
  path: string;
  attempt: number;
  status: Step['status'];
  ports: readonly string[];
  effect: Effect;
  origin?: Step['origin'];
  startedAt: Date;
  /** Milliseconds; undefined while it runs. */
  durationMs?: number;
  /** undefined: not kept, or nothing. */
  input?: unknown;
  output?: unknown;
  error?: StepError;
  http?: Step['http'];
  retryAt?: Date;
}

export interface MilestoneRecord {
  nodeId: string;
  path: string;
  name: string;
  businessKey: BusinessKey;
  at: Date;
  data?: unknown;
}

/** An exception to open with the commit that fails the run. */
export interface ExceptionRecord {
  nodeId: string;
  nodeName: string;
  path: string;
  error: StepError;
  desk: string;
  input: unknown;
  /** Attempts made at the step. */
  stepAttempts: number;
  /** The same for all exceptions that one correction mends; undefined: each is a case of its own. */
  cause?: string;
}

/** How a run leaves its worker. */
export type Verdict =
  | { kind: 'waiting'; waitingFor: WaitingFor; wakeAt: Date }
  | { kind: 'succeeded'; output: unknown }
  | { kind: 'failed'; error: StepError; exceptions: readonly ExceptionRecord[] }
  | { kind: 'cancelled'; by: string };

/** Everything of one commit: what was done since the last one, and the verdict if the run stops here. */
export interface Checkpoint {
  steps: readonly StepRecord[];
  milestones: readonly MilestoneRecord[];
  /** All business keys known now, if they changed. */
  businessKeys?: readonly BusinessKey[];
  verdict?: Verdict;
}

export interface CheckpointStore {
  /**
   * Commits a checkpoint under the lease; resolves when it is safe on disk. A step that was recorded before
   * (same node, path and attempt) is replaced: an intent by its result, a failure by its last word.
   * @returns false when the lease is no longer ours: nothing was written, and the run must be let go.
   */
  checkpoint(lease: Lease, checkpoint: Checkpoint): Promise<boolean>;
}

/** What a connector call needs to know of the run. */
export interface ConnectorCall {
  connector: string;
  operation: string;
  connection: string | undefined;
  environment: string;
  input: unknown;
  idempotencyKey: string;
  attempt: number;
  signal: AbortSignal;
}

export interface ConnectorAnswer {
  output: unknown;
  http?: Step['http'];
}

export interface ConnectorGateway {
  /** What repeating this call would do; asked before it is made. */
  effectOf(
    call: Pick<ConnectorCall, 'connector' | 'operation' | 'connection' | 'environment' | 'input'>,
  ): Promise<Effect>;
  /** @throws StepFailure with class, code and message when the call fails. Secrets are redacted in all it gives. */
  call(call: ConnectorCall): Promise<ConnectorAnswer>;
}

/** Values the expressions of an environment may read as `$vars`. */
export interface VariableSource {
  variablesOf(environment: string): Promise<Readonly<Record<string, unknown>>>;
}

/** The lookup tables that expressions and `lookup` nodes read. */
export interface LookupSource {
  /** The table as it was at most a few seconds ago; null if there is none. Asked once a step, so it has to be quick. */
  tableOf(key: string): Promise<LookupIndex | null>;
  /** The table as it is now: asked before a miss is taken for one, as rare as these are. */
  freshTableOf(key: string): Promise<LookupIndex | null>;
}

/** The registered schemas that `validate` nodes name. */
export interface SchemaSource {
  /** A version, which never changes; null if there is none. */
  schemaOf(key: string, version: number): Promise<object | null>;
}

/** The step that EDI interchanges are recorded for. */
export interface EdiStep {
  environment: string;
  runId: string;
  nodeId: string;
  /** The same for all attempts at the step, also in replays of its run. */
  stepKey: string;
}

/** What is to be said of an interchange that came. */
export type ReceivedInterchange = EnvelopeNumbers & {
  outcome: ReceivedOutcome;
  /** Of a duplicate: the run that had it first, and when. */
  first?: { runId: string; at: Date };
};

/** Control numbers of EDI, and what became of what was sent. */
export interface EdiRegister {
  /**
   * Gives interchanges and groups without control numbers their next ones, and records all as sent. The same step
   * gets the same numbers again; no two steps ever get the same.
   * @param dueInMs when their acknowledgement is overdue; undefined: none is waited for
   */
  assign(
    step: EdiStep,
    interchanges: readonly EnvelopeNumbers[],
    dueInMs: number | undefined,
  ): Promise<AssignedNumbers[]>;
  /** Records what came, and says what is odd about its control numbers. The same step is told the same again. */
  receive(step: EdiStep, interchanges: readonly EnvelopeNumbers[]): Promise<ReceivedInterchange[]>;
  /** Records what partners say of what was sent to them. */
  acknowledge(environment: string, acknowledgements: readonly ReadAcknowledgement[]): Promise<void>;
}

/** Answer of a `respond` node to a caller who waits. */
export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: unknown;
}

/** What a worker may tell others while a run goes on; never waited for, never failing the run. */
export interface RunObserver {
  stepStarted?(run: Pick<ClaimedRun, 'id' | 'flowId'>, nodeId: string, attempt: number): void;
  /** Called once the reply is committed. */
  replied?(runId: string, reply: Reply): void;
  ended?(runId: string, status: RunStatus, run: Pick<Run, 'error'>): void;
}

/** Milliseconds, timers and chance, so that tests can hold them; `systemClock` is the real one. */
export interface Clock {
  now(): number;
  /** 0 <= x < 1 */
  random(): number;
  /** Calls back once after so many milliseconds; the function it gives calls that off. */
  timer(delayMs: number, callback: () => void): () => void;
}

/**
 * Why a worker stops a run from outside: the reason it aborts the engine's signal with.
 * `shutdown` lets calls in flight finish and starts nothing new; the others abort calls in flight.
 */
export type Stop = { kind: 'shutdown' } | { kind: 'cancel'; by: string } | { kind: 'lease-lost' };

/**
 * What became of a claimed run. A verdict is committed already.
 * `released`: stopped by a shutdown with work left; all that was done is committed, no verdict is, and the
 * caller gives the lease back so that another worker goes on at once.
 * `lease-lost`: another worker has it; nothing may be written or released any more.
 */
export type Advanced = Verdict | { kind: 'released' } | { kind: 'lease-lost' };

export interface EngineServices {
  store: CheckpointStore;
  connectors: ConnectorGateway;
  variables: VariableSource;
  lookups: LookupSource;
  schemas: SchemaSource;
  edi: EdiRegister;
  observer: RunObserver;
  clock: Clock;
  /** Secret from which idempotency keys are derived (HMAC-SHA-256). */
  effectKey: Uint8Array;
}
