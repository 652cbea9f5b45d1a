import { compile, ExpressionError, type Budget } from '@crossdock/mapping';
import { Refusal } from '../../refusal.ts';
import type { HandlersOf } from '../call.ts';

/** What an expression may use here: it is tried out by a person, and the server waits for it. */
const budget: Partial<Budget> = { timeMs: 1_000 };

export function mappingRoutes(): HandlersOf<'evaluate'> {
  return {
    evaluate: ({ body: { expression, input, bindings } }) => {
      try {
        const output = compile(expression).evaluate(input, bindings ?? {}, { budget });
        return output === undefined ? {} : { output };
      } catch (error) {
        throw error instanceof ExpressionError ? expressionRefusal(error) : error;
      }
    },
  };
}

/** JSONata's own code stands in the problem document, with the place in the expression. */
export function expressionRefusal({ code, message, position, token, excerpt }: ExpressionError): Refusal {
  const place = {
    ...present('position', position),
    ...present('token', token),
    ...present('excerpt', excerpt),
  };
  return new Refusal('expression_failed', message, { members: { code, message, ...place } });
}

const present = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value });
