import { compile, ExpressionError } from '@crossdock/mapping';
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
  });
}

/** Whether an expression reads a variable. @throws ExpressionError when it does not parse */
export function reads(source: string, variable: string): boolean {
  return compile(source).dependencies.includes(variable);
}

/**
 * The failure that an expression's error is to a step.
 *
 * @param field path in the node, for example `config.cases[0].when`
 */
export function expressionFailure(error: unknown, nodeName: string, field: string): unknown {
  if (!(error instanceof ExpressionError)) return error;
  const place = error.position === undefined ? '' : ` (character ${error.position + 1})`;
  const message = `The expression in “${nodeName}” failed: ${error.message}${place}`;
  return new StepFailure('technical-permanent', error.code, message, {
    detail: { field, ...placeOf(error) },
    cause: error,
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
