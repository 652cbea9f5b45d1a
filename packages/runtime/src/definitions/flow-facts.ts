import { kindOf, type FlowDefinition } from '@crossdock/flow-schema';

/** What the list of flows shows of a definition. */
export interface FlowFacts {
  description: string;
  triggerType: string | null;
}

const maxKept = 5_000;

/**
 * Knows the facts of drafts by flow and revision, so that a list reads only definitions that have changed. They are
 * taken here and not in SQL, because PostgreSQL's operators fail on texts with NUL characters, which a sample in a
 * draft may hold.
 */
export class FlowFactsCache {
  readonly #kept = new Map<string, FlowFacts>();

  get({ id, revision }: { id: string; revision: number }): FlowFacts | undefined {
    return this.#kept.get(`${id}/${revision}`);
  }

  set({ id, revision }: { id: string; revision: number }, definition: FlowDefinition): void {
    this.#kept.set(`${id}/${revision}`, factsOf(definition));
    if (this.#kept.size <= maxKept) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}

function factsOf({ description, nodes }: FlowDefinition): FlowFacts {
  const trigger = nodes.find(({ type }) => kindOf(type)?.group === 'trigger');
  return { description: description ?? '', triggerType: trigger?.type ?? null };
}
