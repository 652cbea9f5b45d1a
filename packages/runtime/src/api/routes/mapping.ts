import { compile, ExpressionError, lookupHook, type Budget } from '@crossdock/mapping';
import { withTables } from '../../engine/lookups.ts';
import type { LookupSource } from '../../engine/ports.ts';
import { Refusal } from '../../refusal.ts';
import type { HandlersOf } from '../call.ts';

/** What an expression may use here: it is tried out by a person, and the server waits for it. */
const budget: Partial<Budget> = { timeMs: 1_000 };

export interface MappingRouteServices {
  tables: LookupSource;
}

/** Where rows of lookup tables are read for, when the caller does not say. */
const usualEnvironment = 'development';

export function mappingRoutes({ tables: source }: MappingRouteServices): HandlersOf<'evaluate'> {
  return {
    evaluate: async ({ body: { expression, input, bindings, environment = usualEnvironment } }) => {
      try {
        const compiled = compile(expression);
        const output = await withTables(source, compiled.lookupTables, (tables) => {
          const lookup = lookupHook({ environment, tableOf: (key) => tables.get(key) });
          return compiled.evaluate(input, bindings ?? {}, { budget, lookup });
        });
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
