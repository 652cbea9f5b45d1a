import {
  completionsAt,
  type Completions,
  type FunctionHelp,
  type KnownSource,
  type Surroundings,
} from '@crossdock/mapping';
import type { ExpressionScope } from '../evaluate.ts';
import { isRecord } from '../json-schema.ts';

/** What an expression in a flow can read and call. */
export interface ProposalSource {
  scope: ExpressionScope;
  functions: readonly FunctionHelp[];
  /** Names of the steps that may be read, by id. */
  stepNames: ReadonlyMap<string, string>;
}

const notes: Readonly<Record<string, string>> = {
  trigger: 'message that started the run',
  steps: 'outputs of earlier steps',
  run: 'id, attempt, environment …',
  vars: 'variables of the environment',
};

/** The steps one by one, with the names that people have given them. */
function stepsSource(steps: unknown, names: ReadonlyMap<string, string>): KnownSource {
  const fields = Object.entries(isRecord(steps) ? steps : {}).map(([id, sample]): [string, KnownSource] => [
    id,
    { sample, note: names.get(id) ?? '' },
  ]);
  return { fields: Object.fromEntries(fields) };
}

function surroundingsOf({ scope, functions, stepNames }: ProposalSource): Surroundings {
  const names = [...new Set([...Object.keys(notes), ...Object.keys(scope.bindings)])];
  const bindings = names.map((name): [string, KnownSource] => {
    const sample = scope.bindings[name];
    const note = notes[name];
    const source = name === 'steps' ? stepsSource(sample, stepNames) : { sample };
    return [name, { ...source, ...(note !== undefined && { note }) }];
  });
  return { sample: scope.input, functions, bindings: Object.fromEntries(bindings) };
}

/** What may be written at the cursor of an expression in a flow. */
export function proposalsAt(text: string, cursor: number, source: ProposalSource): Completions {
  return completionsAt(text, cursor, surroundingsOf(source));
}
