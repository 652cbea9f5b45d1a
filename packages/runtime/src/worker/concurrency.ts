/** Counts the runs of each flow under way in this process, against the flow's own limit. */
export class FlowConcurrency {
  readonly #active = new Map<string, number>();

  /** Takes a place; false when the flow has as many runs under way as it may. */
  enter(flow: string, limit: number | undefined): boolean {
    const active = this.#active.get(flow) ?? 0;
    if (limit !== undefined && active >= limit) return false;
    this.#active.set(flow, active + 1);
    return true;
  }

  leave(flow: string): void {
    const left = (this.#active.get(flow) ?? 1) - 1;
    if (left > 0) this.#active.set(flow, left);
    else this.#active.delete(flow);
  }
}
