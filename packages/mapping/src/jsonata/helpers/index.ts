import type { Definition, FunctionGroup } from '../builtin.ts';
import { CALENDAR_HELPERS } from './calendar.ts';
import { CONVERSION_HELPERS } from './conversions.ts';
import { DATE_HELPERS } from './dates.ts';
import { GS1_HELPERS } from './gs1.ts';
import { IDENTIFIER_HELPERS } from './identifiers.ts';
import { NUMBER_HELPERS } from './numbers.ts';
import { TEXT_HELPERS } from './texts.ts';
import { UNIT_HELPERS } from './units.ts';
import { ZONE_HELPERS } from './zones.ts';

/** Functions that distribution documents need and JSONata lacks, by group. */
export const HELPER_FUNCTIONS: readonly (readonly [FunctionGroup, readonly Definition[]])[] = [
  ['text', [...IDENTIFIER_HELPERS, ...GS1_HELPERS, ...TEXT_HELPERS, ...UNIT_HELPERS]],
  ['number', [...NUMBER_HELPERS, ...CONVERSION_HELPERS]],
  ['date', [...DATE_HELPERS, ...CALENDAR_HELPERS, ...ZONE_HELPERS]],
];
