import { applyEvent, emptyState, resultKey, type CompanyState } from './company-state.ts';
import { Journal } from './journal.ts';
import type { CompanyEvent, StoredResult } from './model.ts';

/** The read side that services decide by. */
export type CompanyView = Readonly<CompanyState>;

/**
 * The company's memory: master data, then every committed change on top. Decisions and commits happen in one
 * synchronous turn, so two requests can never both see the state from before either.
 */
export class Company {
  readonly #masterData: readonly CompanyEvent[];
  readonly #journal: Journal | undefined;
  #state: CompanyState;

  /**
   * @param masterData what the company starts with, and returns to on reset
   * @param journalFile where changes are kept; without it they live in memory only
   * @throws DamagedJournalError when the journal cannot be replayed
   */
  constructor(masterData: readonly CompanyEvent[], journalFile?: string) {
    this.#masterData = masterData;
    this.#state = this.#initialState();
    if (journalFile !== undefined) {
      this.#journal = Journal.open(journalFile, (event) => applyEvent(this.#state, event));
    }
  }

  get view(): CompanyView {
    return this.#state;
  }

  /** Writes the events as one, then makes them true. Throws, changing nothing, when they cannot be written. */
  commit(events: readonly CompanyEvent[]): void {
    if (events.length === 0) return;
    this.#journal?.append(events);
    for (const event of events) applyEvent(this.#state, event);
  }

  /** The answer stored under an idempotency key of a service. */
  storedResult(service: string, key: string): StoredResult | undefined {
    return this.#state.results.get(resultKey(service, key));
  }

  /** Back to the master data; orders, counts and idempotency keys are gone, on disk too. */
  reset(): void {
    this.#journal?.clear();
    this.#state = this.#initialState();
  }

  close(): void {
    this.#journal?.close();
  }

  #initialState(): CompanyState {
    const state = emptyState();
    for (const event of this.#masterData) applyEvent(state, event);
    return state;
  }
}
