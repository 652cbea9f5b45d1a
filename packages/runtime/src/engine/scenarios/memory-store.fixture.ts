import type { BusinessKey, RunStatus } from '@crossdock/flow-schema';
import type {
  Checkpoint,
  CheckpointStore,
  ClaimedRun,
  Lease,
  MilestoneRecord,
  Override,
  StepRecord,
  Verdict,
} from '../ports.ts';

type RunRow = Omit<ClaimedRun, 'lease' | 'steps'>;

export interface Crash {
  /** Number of the checkpoint, from 1. */
  at: number;
  /** Whether it was written before the process died. */
  when: 'before' | 'after';
}

const json = <T>(value: T): T =>
  value === undefined ? value : (JSON.parse(JSON.stringify(value) ?? 'null') as T);

/** Keeps one run as a database would: what goes in becomes JSON, a stale lease is refused, steps are replaced by key. */
export class MemoryStore implements CheckpointStore {
  readonly #run: RunRow;
  readonly #steps = new Map<string, StepRecord>();
  #token: string | undefined;
  #tokens = 0;
  status: RunStatus = 'queued';
  verdict: Verdict | undefined;
  readonly milestones: MilestoneRecord[] = [];
  readonly checkpoints: Checkpoint[] = [];
  crash: Crash | undefined;
  /** Resolves when the process has died at the checkpoint asked for. */
  crashed: Promise<void> = new Promise(() => undefined);
  #die: () => void = () => undefined;

  constructor(run: RunRow) {
    this.#run = run;
  }

  crashAt(crash: Crash): void {
    this.crash = crash;
    this.crashed = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  /** A worker takes the run; whoever had it before has lost it. */
  claim(): ClaimedRun {
    if (['succeeded', 'failed', 'cancelled'].includes(this.status))
      throw new Error(`the run is ${this.status}`);
    this.#tokens += 1;
    this.#token = `token-${this.#tokens}`;
    this.status = 'running';
    const steps = this.steps.map(({ http: _notLoaded, input, ...step }) =>
      step.status === 'succeeded' ? step : { ...step, input },
    );
    return { ...this.#run, lease: { runId: this.#run.id, token: this.#token }, steps };
  }

  takeOver(): void {
    this.#token = 'somebody else';
  }

  /** What a person's resume does in the database. */
  resume(overrides: Record<string, Override>): void {
    if (this.status !== 'failed') throw new Error(`can't resume a run that is ${this.status}`);
    this.status = 'queued';
    this.#run.attempts += 1;
    this.#run.overrides = { ...this.#run.overrides, ...overrides };
    if (this.#run.deadlineAt) this.#run.deadlineAt = undefined;
  }

  async checkpoint(lease: Lease, checkpoint: Checkpoint): Promise<boolean> {
    await Promise.resolve();
    const dies = this.crash?.at === this.checkpoints.length + 1 ? this.crash : undefined;
    if (dies?.when === 'before') return this.#neverAnswer();
    if (lease.token !== this.#token) return false;
    this.#write(checkpoint);
    return dies ? this.#neverAnswer() : true;
  }

  get steps(): StepRecord[] {
    return [...this.#steps.values()];
  }

  get businessKeys(): readonly BusinessKey[] {
    return this.#run.businessKeys;
  }

  #write(checkpoint: Checkpoint): void {
    this.checkpoints.push(checkpoint);
    const keys = checkpoint.steps.map(keyOf);
    // PostgreSQL refuses to touch one row twice in one statement.
    if (new Set(keys).size < keys.length)
      throw new Error(`a step twice in one checkpoint: ${keys.join(' ')}`);
    for (const step of checkpoint.steps) this.#steps.set(keyOf(step), stored(step));
    this.milestones.push(...checkpoint.milestones);
    if (checkpoint.businessKeys) this.#run.businessKeys = json([...checkpoint.businessKeys]);
    if (!checkpoint.verdict) return;
    this.verdict = checkpoint.verdict;
    this.status = checkpoint.verdict.kind;
    this.#token = undefined;
  }

  #neverAnswer(): Promise<never> {
    this.crash = undefined;
    this.#token = undefined;
    this.#die();
    this.crashed = new Promise(() => undefined);
    return new Promise(() => undefined);
  }
}

const keyOf = ({ nodeId, path, attempt }: StepRecord): string => `${nodeId}/${path}/${attempt}`;

const stored = (step: StepRecord): StepRecord => ({
  ...step,
  ...('input' in step ? { input: json(step.input) } : {}),
  ...('output' in step ? { output: json(step.output) } : {}),
  ...(step.error ? { error: json(step.error) } : {}),
});
