import type { Effect } from '@crossdock/flow-schema';
import type { Static, TSchema } from 'typebox';
import { checker } from './check.ts';
import type { Operation, OperationContext } from './types.ts';

/** An operation as its author writes it, with the types of its schemas. */
export interface OperationDefinition<I extends TSchema, O extends TSchema> {
  id: string;
  name: string;
  description: string;
  effect: Effect | ((input: Static<I>, connectionConfig: Record<string, unknown>) => Effect);
  catalogueEffect?: Effect;
  input: I;
  output: O;
  sample?: Static<I>;
  run(input: Static<I>, context: OperationContext): Promise<Static<O>>;
}

/** Wraps an operation so that `run` and `effect` see checked input only. */
export function defineOperation<I extends TSchema, O extends TSchema>(
  definition: OperationDefinition<I, O>,
): Operation {
  const check = checker(definition.input, { code: 'invalid_input', subject: 'The input' });
  const { effect } = definition;
  return {
    ...definition,
    effect: typeof effect === 'function' ? (input, config) => effect(check(input), config) : effect,
    run: async (input, context) => definition.run(check(input), context),
  };
}

/**
 * What repeating this call would do.
 * @param operation of a connector
 * @param input as it goes into `run`
 * @param connectionConfig settings of the connection, if the step has one
 * @returns `unsafe`, the careful answer, where the input is not valid (it never gets sent)
 */
export function effectOf(
  operation: Operation,
  input: unknown,
  connectionConfig: Record<string, unknown> = {},
): Effect {
  if (typeof operation.effect === 'string') return operation.effect;
  try {
    return operation.effect(input, connectionConfig);
  } catch {
    return 'unsafe';
  }
}
