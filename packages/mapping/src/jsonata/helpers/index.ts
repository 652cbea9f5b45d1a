import type { Definition, FunctionGroup } from '../builtin.ts';
import { DATE_HELPERS } from './dates.ts';
import { IDENTIFIER_HELPERS } from './identifiers.ts';
import { NUMBER_HELPERS } from './numbers.ts';
import { UNIT_HELPERS } from './units.ts';

/** Functions that distribution documents need and JSONata lacks, by group. */
export const HELPER_FUNCTIONS: readonly (readonly [FunctionGroup, readonly Definition[]])[] = [
  ['text', [...IDENTIFIER_HELPERS, ...UNIT_HELPERS]],
  ['number', NUMBER_HELPERS],
  ['date', DATE_HELPERS],
];
