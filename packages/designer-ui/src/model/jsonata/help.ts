import {
  completionsAt,
  describeAt,
  signatureAt,
  type CallSignature,
  type Completions,
  type Description,
  type FunctionHelp,
  type KnownSource,
  type Surroundings,
} from '@crossdock/mapping';
import type { ExpressionScope } from '../evaluate.ts';
import { isRecord } from '../json-schema.ts';

/** What an expression in a flow can read and call. */
export interface HelpSource {
  scope: ExpressionScope;
  functions: readonly FunctionHelp[];
  /** Names of the steps that may be read, by id. */
  stepNames: ReadonlyMap<string, string>;
}

/** Offsets are into the text. */
export interface ExpressionHelp {
  /** What may be written at the cursor. */
  complete(text: string, cursor: number): Completions | undefined;
  /** What stands at a place; undefined where nothing is known. */
  describe(text: string, offset: number): Description | undefined;
  /** The call that the cursor is in, and which of its arguments. */
  signature(text: string, cursor: number): CallSignature | undefined;
}

/** Asked anew each time, because what is known changes while one types. */
export type HelpProvider = () => ExpressionHelp | undefined;

/** Longer texts, in letters, are left without help rather than slow. */
const maxHelped = 200_000;

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

function surroundingsOf({ scope, functions, stepNames }: HelpSource): Surroundings {
  const names = [...new Set([...Object.keys(notes), ...Object.keys(scope.bindings)])];
  const bindings = names.map((name): [string, KnownSource] => {
    const sample = scope.bindings[name];
    const note = notes[name];
    const source = name === 'steps' ? stepsSource(sample, stepNames) : { sample };
    return [name, { ...source, ...(note !== undefined && { note }) }];
  });
  return { sample: scope.input, functions, bindings: Object.fromEntries(bindings) };
}

/** Help with expressions of a flow: what may be written, what is written, and how functions are called. */
export function helpFor(source: HelpSource): ExpressionHelp {
  const surroundings = surroundingsOf(source);
  const known =
    <Found>(find: (text: string, offset: number, from: Surroundings) => Found | undefined) =>
    (text: string, offset: number) =>
      text.length > maxHelped ? undefined : find(text, offset, surroundings);
  return { complete: known(completionsAt), describe: known(describeAt), signature: known(signatureAt) };
}
