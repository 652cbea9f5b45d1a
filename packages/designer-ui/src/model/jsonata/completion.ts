import type { FunctionHelp } from '@crossdock/mapping';
import type { ExpressionScope } from '../evaluate.ts';
import { fieldsAt, pathAt } from './sample-path.ts';
import { meaningful, tokenize } from './tokens.ts';

/** One proposal while an expression is typed. */
export interface Completion {
  label: string;
  kind: 'field' | 'variable' | 'function' | 'step';
  /** Shown at the right: an example value, or what the function takes. */
  detail: string;
  /** What is written; left out: the label. */
  apply?: string;
  help?: string;
}

export interface CompletionList {
  /** Offset of the text that is replaced. */
  from: number;
  options: readonly Completion[];
}

/** How a function is called: `$lookup(object, key)`. */
export function callOf({ name, parameters }: FunctionHelp): string {
  return `$${name}(${parameters.join(', ')})`;
}

export interface CompletionSource {
  scope: ExpressionScope;
  functions: readonly FunctionHelp[];
  /** Names of the steps that may be read, by id. */
  stepNames: ReadonlyMap<string, string>;
}

const variables: readonly Completion[] = [
  { label: '$', kind: 'variable', detail: 'input of this step' },
  { label: '$trigger', kind: 'variable', detail: 'message that started the run' },
  { label: '$steps', kind: 'variable', detail: 'outputs of earlier steps' },
  { label: '$run', kind: 'variable', detail: 'id, attempt, environment …' },
  { label: '$vars', kind: 'variable', detail: 'variables of the environment' },
];

/** An example value in a few letters. */
export function preview(value: unknown): string {
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}

const quoted = (name: string): string => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``);

/** Variables that the expression itself has bound so far by `$x := …`. */
function ownVariables(text: string): Completion[] {
  const tokens = meaningful(text);
  const names = tokens
    .filter((token, index) => token.kind === 'variable' && tokens[index + 1]?.text === ':=')
    .map((token) => token.text);
  return [...new Set(names)].map((label) => ({ label, kind: 'variable', detail: 'bound above' }));
}

function variableOptions(text: string, source: CompletionSource): Completion[] {
  const functions = source.functions.map((help): Completion => ({
    label: `$${help.name}`,
    kind: 'function',
    detail: `(${help.parameters.join(', ')})`,
    apply: `$${help.name}(`,
    help: help.help,
  }));
  return [...variables, ...ownVariables(text), ...functions];
}

/** What may be written at the cursor; undefined where nothing is to be proposed. */
export function completionsAt(
  text: string,
  cursor: number,
  source: CompletionSource,
): CompletionList | undefined {
  const before = text.slice(0, cursor);
  const last = tokenize(before).at(-1);
  if (last?.kind === 'variable' && last.text !== '$$')
    return { from: last.from, options: variableOptions(before, source) };
  const at = pathAt(before);
  if (!at) return undefined;
  const isStep = at.parent.root === '$steps' && at.parent.fields.length === 0;
  const options = [...fieldsAt(at.parent, source.scope)].map(([label, value]): Completion => ({
    label,
    kind: isStep ? 'step' : 'field',
    detail: isStep ? (source.stepNames.get(label) ?? '') : preview(value),
    apply: quoted(label),
  }));
  return options.length > 0 ? { from: at.from, options } : undefined;
}
