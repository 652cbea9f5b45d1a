import type { BusinessKey } from '@crossdock/flow-schema';
import type {
  Checkpoint,
  CheckpointStore,
  Lease,
  MilestoneRecord,
  Reply,
  StepRecord,
  Verdict,
} from './ports.ts';

/** Thrown when a checkpoint is refused: another worker has the run now. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

export interface JournalEntry {
  record: StepRecord;
  milestones?: readonly MilestoneRecord[];
  reply?: Reply;
}

/**
 * What was done since the last commit. Pure steps gather here until a step with an effect, or the verdict, takes
 * them along. Commits of one run follow each other: each holds only what is newer than the last.
 */
export class Journal {
  readonly #store: CheckpointStore;
  readonly #lease: Lease;
  readonly #replied: (reply: Reply) => void;
  #steps = new Map<string, StepRecord>();
  #milestones: MilestoneRecord[] = [];
  #replies: Reply[] = [];
  #businessKeys: readonly BusinessKey[] | undefined;
  #last: Promise<void> = Promise.resolve();

  /** @param replied called with each reply once it is committed */
  constructor(store: CheckpointStore, lease: Lease, replied: (reply: Reply) => void) {
    this.#store = store;
    this.#lease = lease;
    this.#replied = replied;
  }

  add({ record, milestones = [], reply }: JournalEntry): void {
    this.#steps.set(`${record.nodeId}/${record.path}/${record.attempt}`, record);
    this.#milestones.push(...milestones);
    if (reply) this.#replies.push(reply);
  }

  /** All business keys known now. */
  setBusinessKeys(keys: readonly BusinessKey[]): void {
    this.#businessKeys = keys;
  }

  /**
   * Commits what is there, with the verdict if the run stops here. Does nothing if there is nothing to commit.
   * @throws LeaseLost, or what the store throws; the run must then be let go
   */
  commit(verdict?: Verdict): Promise<void> {
    // Behind a failed commit all others fail too: what they relied on may have been lost with it.
    const commit = this.#last.then(() => this.#flush(verdict));
    commit.catch(() => undefined);
    this.#last = commit;
    return commit;
  }

  async #flush(verdict: Verdict | undefined): Promise<void> {
    const checkpoint: Checkpoint = {
      steps: [...this.#steps.values()],
      milestones: this.#milestones,
      ...(this.#businessKeys ? { businessKeys: this.#businessKeys } : {}),
      ...(verdict ? { verdict } : {}),
    };
    if (checkpoint.steps.length === 0 && !checkpoint.businessKeys && !verdict) return;
    const replies = this.#replies;
    this.#steps = new Map();
    this.#milestones = [];
    this.#replies = [];
    this.#businessKeys = undefined;
    if (!(await this.#store.checkpoint(this.#lease, checkpoint))) throw new LeaseLost('The lease is lost.');
    for (const reply of replies) this.#replied(reply);
  }
}
