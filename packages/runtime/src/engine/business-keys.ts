import type { BusinessKey, FlowSettings } from '@crossdock/flow-schema';
import { asText } from './as-text.ts';
import { evaluate, type Evaluation } from './expressions.ts';
import { bindingsForSettings } from './scope.ts';
import type { RunState } from './run-state.ts';

type DeclaredKey = NonNullable<FlowSettings['businessKeys']>[number];

/** Keys that one expression may give; a mapping mistake may not flood the index. */
const mostValues = 200;
/** Characters of a key; what is longer is no name of anything, but a mapping mistake. */
const longestValue = 400;

export const isNameable = (value: string): boolean => value !== '' && value.length <= longestValue;

/**
 * All business keys of a run that waits or ends: those known, and those that can be read only now. They may read
 * the outputs of steps, but no variables: a key says what a run is about, not where it runs.
 */
export function businessKeysLater(state: RunState, known: readonly BusinessKey[]): readonly BusinessKey[] {
  const { run } = state;
  const missing = (run.definition.settings?.businessKeys ?? []).filter(
    ({ type }) => !known.some((key) => key.type === type),
  );
  if (missing.length === 0) return known;
  const found = readBusinessKeys(missing, {
    input: run.trigger,
    bindings: bindingsForSettings(state),
    now: run.startedAt.getTime(),
    seed: `${run.id}/settings`,
  });
  return withKeys(known, found);
}

/** The keys with others added, each once. */
export function withKeys(
  known: readonly BusinessKey[],
  added: readonly BusinessKey[],
): readonly BusinessKey[] {
  const fresh = added.filter(
    ({ type, value }, index) =>
      !known.some((key) => key.type === type && key.value === value) &&
      added.findIndex((key) => key.type === type && key.value === value) === index,
  );
  return fresh.length === 0 ? known : [...known, ...fresh];
}

/** Keys that expressions give; one that fails or gives nothing gives no key: nobody is to fail for want of a name. */
export function readBusinessKeys(declared: readonly DeclaredKey[], evaluation: Evaluation): BusinessKey[] {
  const read = declared.flatMap(({ type, value }) =>
    valuesOf(value, evaluation).map((text) => ({ type, value: text })),
  );
  return [...withKeys([], read)];
}

function valuesOf(source: string, evaluation: Evaluation): string[] {
  try {
    const result = evaluate(source, evaluation);
    const values: unknown[] = Array.isArray(result) ? result : [result];
    return values.filter(isScalar).map(asText).filter(isNameable).slice(0, mostValues);
  } catch {
    return [];
  }
}

export const isScalar = (value: unknown): boolean =>
  ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
