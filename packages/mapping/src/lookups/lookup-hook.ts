import { lookupMissCode, type LookupDefinition, type LookupMiss } from '@crossdock/flow-schema';
import { ExpressionError } from '../jsonata/errors.ts';
import type { LookupCall, LookupHook } from '../jsonata/types.ts';
import { askTable, lookupOptions, type LookupOptions, type LookupQuestion } from './ask.ts';
import { anyone } from './cells.ts';
import type { LookupIndex } from './lookup-index.ts';

/** Code of the error for a table that has not been loaded: load it, and evaluate again. */
const notLoadedCode = 'X1010';
/** Spent budgets and misses are not wrapped by `$eval`: codes with X go through. */
const missCode = 'X1011';

export interface LookupSurroundings {
  environment: string;
  /** Partner of the message; rows for all partners count as well. */
  partner?: string;
  /** undefined: not loaded (yet); null: there is no such table. */
  tableOf(key: string): LookupIndex | null | undefined;
  /** What comes of a miss, where it is not as the table says. */
  onMiss?: LookupDefinition['onMiss'];
}

/**
 * Answers `$lookup("table", key, options)` from tables that are in memory. The function that it gives throws
 * ExpressionError: for a table that is not loaded (`missingTableOf` tells which), for a miss that is to open an
 * exception (`lookupMissOf` tells its data), and for wrong questions.
 */
export function lookupHook(surroundings: LookupSurroundings): LookupHook {
  return ({ table, key, options: given, now }: LookupCall) => {
    const index = surroundings.tableOf(table);
    if (index === undefined) throw new ExpressionError(notLoadedCode, { value: table });
    if (index === null) throw new ExpressionError('D3301', { value: table });
    const options = lookupOptions(given);
    // As with JSONata's own functions, nothing in gives nothing out.
    if (key === undefined) return options.default;
    const question = questionOf(key, options, { ...surroundings, at: options.at ?? now });
    const answer = askTable(index, question);
    return answer ? answer.value : missed(index.definition, { question, options, surroundings });
  };
}

function questionOf(
  key: unknown,
  { partner, reverse, column }: LookupOptions,
  circumstances: { environment: string; partner?: string; at: number },
): LookupQuestion {
  const asked = partner ?? circumstances.partner;
  return {
    key,
    environment: circumstances.environment,
    at: circumstances.at,
    ...(asked === undefined ? {} : { partner: asked }),
    ...(reverse === undefined ? {} : { reverse }),
    ...(column === undefined ? {} : { column }),
  };
}

interface Missed {
  question: LookupQuestion;
  options: LookupOptions;
  surroundings: LookupSurroundings;
}

function missed(definition: LookupDefinition, { question, options, surroundings }: Missed): unknown {
  if ('default' in options) return options.default;
  const { policy, value, desk } = surroundings.onMiss ?? definition.onMiss;
  if (policy === 'empty') return undefined;
  if (policy === 'default') return value;
  const miss: LookupMiss = {
    table: definition.key,
    title: definition.title,
    key: question.key,
    environment: question.environment,
    partner: question.partner ?? anyone,
    ...(question.reverse === true ? { reverse: true } : {}),
    ...(question.column === undefined ? {} : { column: question.column }),
    ...(options.at === undefined ? {} : { at: new Date(options.at).toISOString() }),
    ...(desk === undefined ? {} : { desk }),
  };
  const message = `No entry for ${keyInWords(question.key)} in table ${definition.title}`;
  throw new ExpressionError(policy === 'exception' ? missCode : 'D3307', { value: miss, message });
}

/** A key for people: `'XY'`, or `item 'XY', qty 5`. */
export function keyInWords(key: unknown): string {
  if (typeof key !== 'object' || key === null) return typeof key === 'string' ? `'${key}'` : String(key);
  return Object.entries(key)
    .map(([name, part]) => `${name} ${keyInWords(part)}`)
    .join(', ');
}

/** The table that an evaluation lacked; undefined for other errors. */
export function missingTableOf(error: unknown): string | undefined {
  return error instanceof ExpressionError && error.code === notLoadedCode ? String(error.value) : undefined;
}

/** What an evaluation missed, where the table (or node) wants an exception of it; undefined for other errors. */
export function lookupMissOf(error: unknown): LookupMiss | undefined {
  // The value of this code is always the one made above.
  return error instanceof ExpressionError && error.code === missCode
    ? (error.value as LookupMiss)
    : undefined;
}

/** One text for all misses of the same key, by which exceptions of one cause are found. */
export function lookupCause({ table, key, partner, reverse, column }: LookupMiss): string {
  return `${lookupCausePrefix(table)}${JSON.stringify([sortedKey(key), partner, reverse ?? false, column ?? null])}`;
}

/** What the causes of all misses of a table begin with. */
export const lookupCausePrefix = (table: string): string => `${lookupMissCode}/${table}/`;

const sortedKey = (key: unknown): unknown =>
  typeof key === 'object' && key !== null
    ? Object.fromEntries(Object.entries(key).sort(([one], [other]) => (one < other ? -1 : 1)))
    : key;
