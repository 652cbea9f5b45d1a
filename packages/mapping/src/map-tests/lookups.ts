import { ExpressionError } from '../jsonata/errors.ts';
import type { LookupHook } from '../jsonata/types.ts';
import { ownField } from '../jsonata/values.ts';

/** Values by key, by the table's key. */
export type PlainTables = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Answers `$lookup('table', key, { "default": … })` from tables given as plain data. */
export function lookupInTables(tables: PlainTables): LookupHook {
  return ({ table, key, options }) => {
    const values = ownField(tables, table);
    if (typeof values !== 'object' || values === null) throw new ExpressionError('D3301', { value: table });
    if (typeof key !== 'string' && typeof key !== 'number') return options['default'];
    return ownField(values, String(key)) ?? options['default'];
  };
}
