import { functionCatalogue } from '../../jsonata/builtins/index.ts';
import type { FunctionHelp } from '../../jsonata/builtin.ts';
import type { JsonSchema } from '../../schema/json.ts';
import { eitherOf, NOTHING, ofFields, ofSample, ofSchema, type Known } from './known.ts';

/** What is known of a value that an expression can read. */
export interface KnownSource {
  /** A value that it has had. */
  readonly sample?: unknown;
  readonly schema?: JsonSchema;
  /** What is known of its fields one by one: the steps of a flow in `$steps`. */
  readonly fields?: Readonly<Record<string, KnownSource>>;
  /** What the list of proposals says about it. */
  readonly note?: string;
}

/** Where an expression is written: what it reads, and the functions that it may call. */
export interface Surroundings extends KnownSource {
  /** Variables by name, without `$`. */
  readonly bindings?: Readonly<Record<string, KnownSource>>;
  /** All functions when left out. */
  readonly functions?: readonly FunctionHelp[];
}

export function knownOf({ sample, schema, fields, note }: KnownSource): Known {
  const parts = [
    ...(schema ? [ofSchema(schema)] : []),
    ...(sample === undefined ? [] : [ofSample(sample)]),
    ...(fields
      ? [ofFields(new Map(Object.entries(fields).map(([name, field]) => [name, knownOf(field)])))]
      : []),
  ];
  return { ...(parts.length > 0 ? eitherOf(parts) : NOTHING), ...(note !== undefined && { note }) };
}

export const functionsOf = (surroundings: Surroundings): readonly FunctionHelp[] =>
  surroundings.functions ?? functionCatalogue;
