import { BUILTINS } from './builtins/index.ts';
import type { Run } from './run.ts';
import { ownField } from './values.ts';

/** Value of a variable that no scope assigns: `$$`, a binding of the caller, or a built-in. */
export function globalValue(run: Run, name: string): unknown {
  if (name === '$') return run.root;
  const bound = ownField(run.bindings, name);
  return bound === undefined && !Object.hasOwn(run.bindings, name) ? BUILTINS.get(name) : bound;
}
