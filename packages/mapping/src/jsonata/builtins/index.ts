import { Builtin, type Definition, type FunctionGroup, type FunctionHelp } from '../builtin.ts';
import type { Callable } from '../callable.ts';
import { HELPER_FUNCTIONS } from '../helpers/index.ts';
import { BASE64_FUNCTIONS } from './base64.ts';
import { DATE_FUNCTIONS } from './dates.ts';
import { Evaluate } from './evaluate.ts';
import { GENERAL_FUNCTIONS } from './general.ts';
import { HIGHER_ORDER_FUNCTIONS } from './higherOrder.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { Lookup, LOOKUP_HELP } from './lookup.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { OBJECT_FUNCTIONS } from './objects.ts';
import { PATTERN_FUNCTIONS } from './patterns.ts';
import { TEXT_FUNCTIONS } from './text.ts';

const STANDARD: readonly (readonly [FunctionGroup, readonly Definition[]])[] = [
  ['text', [...TEXT_FUNCTIONS, ...PATTERN_FUNCTIONS, ...BASE64_FUNCTIONS]],
  ['number', NUMBER_FUNCTIONS],
  ['list', LIST_FUNCTIONS],
  ['object', OBJECT_FUNCTIONS],
  ['function', HIGHER_ORDER_FUNCTIONS],
  ['date', DATE_FUNCTIONS],
  ['general', GENERAL_FUNCTIONS],
];

/** `$eval` needs the surrounding variables and so is not an ordinary built-in. */
const EVAL_HELP: FunctionHelp = {
  name: 'eval',
  signature: '<sx?:x>',
  parameters: ['expression', 'context'],
  group: 'general',
  help: 'Evaluates a text as an expression.',
  example: '$eval("[1, 2, 3]") gives [1, 2, 3]',
  standard: true,
};

/** All functions of the language by name, without `$`. */
export const BUILTINS: ReadonlyMap<string, Callable> = new Map<string, Callable>([
  ...STANDARD.flatMap(([, definitions]) => definitions.map(asEntry)),
  ...HELPER_FUNCTIONS.flatMap(([, definitions]) => definitions.map(asEntry)),
  ['eval', new Evaluate()],
  ['lookup', new Lookup()],
]);

function asEntry(definition: Definition): [string, Callable] {
  return [definition.name, new Builtin(definition)];
}

function helpOf(
  groups: readonly (readonly [FunctionGroup, readonly Definition[]])[],
  standard: boolean,
): FunctionHelp[] {
  return groups.flatMap(([group, definitions]) =>
    definitions.map(({ name, signature, parameters, help, example }) => ({
      name,
      signature,
      parameters,
      group,
      help,
      example,
      standard,
    })),
  );
}

/** Help on every function, JSONata's own and our helpers, for the editor. */
export const functionCatalogue: readonly FunctionHelp[] = [
  ...helpOf(STANDARD, true),
  EVAL_HELP,
  LOOKUP_HELP,
  ...helpOf(HELPER_FUNCTIONS, false),
].sort((one, other) => one.name.localeCompare(other.name));
