import { lookupMissCode, type LookupMiss } from '@crossdock/flow-schema';
import { compile, ExpressionError, lookupMissOf, type LookupHook } from '@crossdock/mapping';
import { seededRandom } from './seeded-random.ts';
import { StepFailure } from './step-failure.ts';

/** Variables of an expression, made only if it reads them. */
export type LazyBindings = Readonly<Record<string, () => unknown>>;

export interface Evaluation {
  input: unknown;
  bindings: LazyBindings;
  /** What `$now()` says, in milliseconds since 1970. */
  now: number;
  /** The same seed gives the same random numbers. */
  seed: string;
  /** Reads lookup tables; left out: there are none, as where keys are read from a message. */
  lookup?: LookupHook;
}

/** JSONata has a function `$error` too, which therefore never counts as a variable that an expression reads. */
const shadowing = ['error'];

/** @throws ExpressionError when it does not parse, or fails on its data */
export function evaluate(source: string, evaluation: Evaluation): unknown {
  const compiled = compile(source);
  const shadows = shadowing.filter((name) => source.includes(`$${name}`));
  const bindings = [...compiled.dependencies, ...shadows].flatMap((name) => {
    const value = Object.hasOwn(evaluation.bindings, name) ? evaluation.bindings[name]?.() : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return compiled.evaluate(evaluation.input, Object.fromEntries(bindings), {
    now: evaluation.now,
    random: seededRandom(evaluation.seed),
    ...(evaluation.lookup ? { lookup: evaluation.lookup } : {}),
  });
}

/** Whether an expression reads a variable. @throws ExpressionError when it does not parse */
export function reads(source: string, variable: string): boolean {
  return compile(source).dependencies.includes(variable);
}

/** Lookup tables that an expression names in its text. @throws ExpressionError when it does not parse */
export function tablesNamed(source: string): readonly string[] {
  return compile(source).lookupTables;
}

/**
 * The failure that an expression's error is to a step.
 *
 * @param field path in the node, for example `config.cases[0].when`
 */
export function expressionFailure(error: unknown, nodeName: string, field: string): unknown {
  if (!(error instanceof ExpressionError)) return error;
  const miss = lookupMissOf(error);
  if (miss) return missFailure(error.message, miss);
  const place = error.position === undefined ? '' : ` (character ${error.position + 1})`;
  const message = `The expression in “${nodeName}” failed: ${error.message}${place}`;
  return new StepFailure('technical-permanent', error.code, message, {
    detail: { field, ...placeOf(error) },
    cause: error,
  });
}

/** The failure of a lookup whose miss is a person's to mend: by adding the row. */
function missFailure(message: string, { desk, ...miss }: LookupMiss): StepFailure {
  return new StepFailure('business', lookupMissCode, message, {
    detail: miss,
    ...(desk === undefined ? {} : { desk }),
  });
}

const placeOf = ({ position, token, excerpt }: ExpressionError): object =>
  Object.fromEntries(Object.entries({ position, token, excerpt }).filter(([, value]) => value !== undefined));

/** What a condition's result means: JSONata's own rule for `$boolean`. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isTrue);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return typeof value !== 'function' && Boolean(value);
}
