import type { FunctionHelp } from '../builtin.ts';
import { Callable } from '../callable.ts';
import { ExpressionError } from '../errors.ts';
import { lookup } from '../lookup.ts';
import type { Run } from '../run.ts';
import { Signature } from '../signature.ts';
import { isFields } from '../values.ts';

export const LOOKUP_HELP: FunctionHelp = {
  name: 'lookup',
  signature: '<x-s:x>',
  parameters: ['object', 'key'],
  group: 'object',
  help: 'Value of a field whose name is computed; or, with the key of a lookup table first, what the table says: $lookup("units", unit, {"default": "C62"}).',
  example: '$lookup({"EA": "C62"}, "EA") gives "C62"',
  standard: true,
};

/**
 * `$lookup`: JSONata's own for objects and, where the caller offers lookup tables, a reader of these
 * when the first argument is the name of one.
 */
export class Lookup extends Callable {
  readonly arity = 2;
  /** Checked here: what a table takes beyond JSONata's `$lookup` must not loosen the latter. */
  readonly signature = undefined;
  private readonly ofObjects = new Signature('<x-s:x>');

  apply(run: Run, args: unknown[], input: unknown): unknown {
    const [table] = args;
    if (run.lookup && typeof table === 'string' && args.length > 1) return inTable(run, run.lookup, args);
    const [object, key] = this.ofObjects.validate(run, args, input);
    if (object === undefined || typeof key !== 'string') return undefined;
    run.read(key);
    return lookup(run, object, key);
  }
}

/** Work that one look into a table stands for: it hashes or bisects, it does not search. */
const STEPS = 10;

function inTable(run: Run, find: NonNullable<Run['lookup']>, args: readonly unknown[]): unknown {
  const [table, key, options = {}] = args;
  run.tick(STEPS);
  if (args.length > 3) throw new ExpressionError('T0410', { value: args[3], index: 4, token: 'lookup' });
  if (!isFields(options)) throw new ExpressionError('T0410', { value: options, index: 3, token: 'lookup' });
  return find({ table: String(table), key, options, now: run.now });
}
