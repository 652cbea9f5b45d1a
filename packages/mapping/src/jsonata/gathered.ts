import { COST } from './costs.ts';
import type { Run } from './run.ts';
import { append } from './values.ts';

/** Values put together one by one as `$append` does, without copying the list each time. */
export class Gathered {
  value: unknown = undefined;
  /** Whether the list in `value` was made here and may grow. */
  private owned = false;

  add(run: Run, item: unknown): void {
    if (this.owned && Array.isArray(this.value)) {
      this.grow(run, this.value, item);
      return;
    }
    const joined = append(run, this.value, item);
    this.owned = joined !== this.value && joined !== item;
    this.value = joined;
  }

  private grow(run: Run, list: unknown[], item: unknown): void {
    if (item === undefined) return;
    const added: readonly unknown[] = Array.isArray(item) ? item : [item];
    run.charge(added.length * COST.grown);
    for (const one of added) list.push(one);
  }
}
