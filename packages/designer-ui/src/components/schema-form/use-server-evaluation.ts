import { skipToken, useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { ApiError, messageOf } from '../../api/problem.ts';
import { readsTables, type Evaluation, type ExpressionScope } from '../../model/evaluate.ts';
import type { ExpressionSupport } from './form-context.ts';

/** Numbers of scopes, so that a large sample need not be written out to tell it from another. */
const numbers = new WeakMap<ExpressionScope, number>();
let scopes = 0;

function numberOf(scope: ExpressionScope): number {
  const known = numbers.get(scope);
  if (known !== undefined) return known;
  scopes += 1;
  numbers.set(scope, scopes);
  return scopes;
}

/**
 * What an expression that reads lookup tables gives on the sample: only the server has the tables.
 * @returns undefined for other expressions; `evaluation` is missing until the answer is there
 */
export function useServerEvaluation(
  text: string,
  support: ExpressionSupport | undefined,
): { evaluation: Evaluation | undefined } | undefined {
  const scope = support && readsTables(text) ? support.scope : undefined;
  const { data } = useQuery({
    queryKey: ['evaluate', text, scope && numberOf(scope)],
    queryFn: scope ? ({ signal }) => evaluateThere(text, scope, signal) : skipToken,
    staleTime: 10_000,
    gcTime: 60_000,
  });
  return scope && { evaluation: data };
}

async function evaluateThere(
  expression: string,
  { input, bindings }: ExpressionScope,
  signal: AbortSignal,
): Promise<Evaluation> {
  try {
    const body = { expression, bindings, ...(input === undefined ? {} : { input }) };
    const { output } = await api.call('evaluate', { body, signal });
    return { ok: true, value: output };
  } catch (error) {
    if (signal.aborted) throw error;
    const code = error instanceof ApiError ? error.code : undefined;
    return { ok: false, message: messageOf(error), ...(code === undefined ? {} : { code }) };
  }
}
