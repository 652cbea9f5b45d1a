import type { FlowDefinition } from '@crossdock/flow-schema';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** How the draft on the screen stands to the one on the server. */
export type SaveState =
  | { status: 'saved' }
  | { status: 'dirty' }
  | { status: 'saving' }
  | { status: 'offline' }
  | { status: 'refused'; message: string }
  | { status: 'conflict' };

/** What saving came to; the caller knows its transport and tells these apart. */
export type SaveOutcome =
  | { kind: 'saved'; revision: number }
  | { kind: 'conflict' }
  | { kind: 'offline' }
  | { kind: 'refused'; message: string };

/** An unsaved draft as it is kept in the browser, with the revision that it is based on. */
export interface LocalDraft {
  revision: number;
  definition: FlowDefinition;
  /** ISO 8601. */
  at: string;
}

export interface DraftSaverOptions {
  revision: number;
  definition: FlowDefinition;
  save(definition: FlowDefinition, revision: number): Promise<SaveOutcome>;
  /** Keeps the unsaved draft over a crash or a closed tab; undefined forgets it. */
  keep(draft: LocalDraft | undefined): void;
}

const saveAfterMs = 800;
const retryAfterMs = 5000;

/**
 * Saves the draft by itself: a moment after the last change, one request at a time, again and again while
 * the server can't be reached. It stops at a conflict until somebody decides. Every unsaved state is also
 * kept in the browser.
 */
export class DraftSaver {
  readonly state: StoreApi<SaveState> = createStore<SaveState>(() => ({ status: 'saved' }));
  readonly #options: DraftSaverOptions;
  #revision: number;
  #saved: FlowDefinition;
  #current: FlowDefinition;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<boolean> | undefined;
  #isStopped = false;

  constructor(options: DraftSaverOptions) {
    this.#options = options;
    this.#revision = options.revision;
    this.#saved = options.definition;
    this.#current = options.definition;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The definition that the server is known to have. */
  get saved(): FlowDefinition {
    return this.#saved;
  }

  /** Takes note of the document as it is now and saves it in a moment. */
  change(definition: FlowDefinition): void {
    this.#isStopped = false;
    if (definition === this.#current) return;
    this.#current = definition;
    if (definition === this.#saved) {
      this.#settle();
      return;
    }
    this.#keepLocally();
    if (this.state.getState().status === 'conflict') return;
    this.#set({ status: 'dirty' });
    this.#schedule(saveAfterMs);
  }

  /** Saves at once. Gives whether the server now has the current document. */
  async saveNow(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.#saving) await this.#saving;
    if (this.#current === this.#saved) return true;
    if (this.state.getState().status === 'conflict') return false;
    this.#saving = this.#attempt();
    try {
      return await this.#saving;
    } finally {
      this.#saving = undefined;
    }
  }

  /** Ends a conflict: the document goes on from the server's revision, with what was decided on. */
  rebase(revision: number, theirs: FlowDefinition, decided: FlowDefinition): void {
    this.#revision = revision;
    this.#saved = theirs;
    this.#current = decided;
    if (decided === theirs) return this.#settle();
    this.#keepLocally();
    this.#set({ status: 'dirty' });
    this.#schedule(0);
  }

  /**
   * Stops saving by itself until the next change; what is unsaved stays kept in the browser. A page that has
   * been left must not go on trying: it would get in the way of the next visit.
   */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #attempt(): Promise<boolean> {
    const definition = this.#current;
    this.#set({ status: 'saving' });
    const outcome = await this.#options.save(definition, this.#revision);
    if (outcome.kind !== 'saved') return this.#failed(outcome);
    this.#revision = outcome.revision;
    this.#saved = definition;
    if (this.#current === definition) {
      this.#settle();
      return true;
    }
    this.#keepLocally();
    this.#set({ status: 'dirty' });
    this.#schedule(saveAfterMs);
    return false;
  }

  #failed(outcome: Exclude<SaveOutcome, { kind: 'saved' }>): false {
    if (outcome.kind === 'offline') {
      this.#set({ status: 'offline' });
      this.#schedule(retryAfterMs);
    } else if (outcome.kind === 'conflict') this.#set({ status: 'conflict' });
    else this.#set({ status: 'refused', message: outcome.message });
    return false;
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#options.keep(undefined);
    this.#set({ status: 'saved' });
  }

  #keepLocally(): void {
    const at = new Date().toISOString();
    this.#options.keep({ revision: this.#revision, definition: this.#current, at });
  }

  #schedule(afterMs: number): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.saveNow(), afterMs);
  }

  #set(state: SaveState): void {
    this.state.setState(state, true);
  }
}
