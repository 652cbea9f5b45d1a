import type { LookupDefinition, PlanNode } from '@crossdock/flow-schema';
import { lookupHook, type LookupHook } from '@crossdock/mapping';
import { evaluate, expressionFailure, reads, tablesNamed } from './expressions.ts';
import { withTables, type Tables } from './lookups.ts';
import type { ClaimedRun, LookupSource } from './ports.ts';
import type { RunState } from './run-state.ts';
import { bindingsFor } from './scope.ts';

/** Where the expressions of a step are evaluated. */
export interface StepScope {
  run: ClaimedRun;
  state: RunState;
  node: PlanNode;
  input: unknown;
  variables(): Promise<unknown>;
  lookups: LookupSource;
}

/** What a `lookup` node asks. */
export interface TableQuestion {
  table: string;
  key: unknown;
  /** As of `$lookup`. */
  options: Readonly<Record<string, unknown>>;
  /** What comes of a miss; undefined: as the table says. */
  onMiss: LookupDefinition['onMiss'] | undefined;
  /** Path of the question in the node, for messages. */
  field: string;
}

/** What a step evaluates expressions and asks tables with. All of it throws StepFailure. */
export function stepExpressions({ run, state, node, input, variables, lookups }: StepScope) {
  const bindings = bindingsFor(state, node);
  const now = run.startedAt.getTime();
  const hookWith = (tables: Tables, onMiss?: LookupDefinition['onMiss']): LookupHook =>
    lookupHook({
      environment: run.environment,
      tableOf: (key) => tables.get(key),
      ...(run.trigger.partner === undefined ? {} : { partner: run.trigger.partner }),
      ...(onMiss === undefined ? {} : { onMiss }),
    });
  const explained = async (field: string, work: () => Promise<unknown>): Promise<unknown> => {
    try {
      return await work();
    } catch (error) {
      throw expressionFailure(error, node.node.name, field);
    }
  };
  return {
    evaluate: (source: string, field: string): Promise<unknown> =>
      explained(field, async () => {
        const vars = reads(source, 'vars') ? await variables() : undefined;
        return withTables(lookups, tablesNamed(source), (tables) =>
          evaluate(source, {
            input,
            bindings: { ...bindings, vars: () => vars },
            now,
            seed: `${run.id}/${node.id}/${field}`,
            lookup: hookWith(tables),
          }),
        );
      }),
    lookUp: ({ table, key, options, onMiss, field }: TableQuestion): Promise<unknown> =>
      explained(field, () =>
        withTables(lookups, [table], (tables) => hookWith(tables, onMiss)({ table, key, options, now })),
      ),
  };
}
