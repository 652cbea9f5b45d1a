import { quoteName, quoteString } from '../edit/quote.ts';
import { cursorAt, type Cursor } from './cursor.ts';
import type { Scope } from './scope.ts';
import { infer } from './infer.ts';
import { documentationOf, fieldsOf, preview, typeText, valuesOf, type Known } from './known.ts';
import { scopeInside, type Place } from './places.ts';
import { functionsOf, type Surroundings } from './surroundings.ts';

/** One proposal while an expression is typed. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: 'field' | 'function' | 'variable' | 'keyword' | 'operator' | 'value';
  /** In a few letters: an example value, or what a function takes. */
  readonly detail?: string;
  readonly documentation?: string;
  /** What is written in place of the text from `from` to `to`. */
  readonly insert: string;
}

export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly CompletionItem[];
}

/** Values proposed for one comparison. */
const MAX_VALUES = 50;

const OPERATORS: readonly (readonly [string, string])[] = [
  ['=', 'equals'],
  ['!=', 'differs from'],
  ['<', 'less than'],
  ['<=', 'at most'],
  ['>', 'greater than'],
  ['>=', 'at least'],
  ['in', 'is one of a list'],
  ['and', 'both hold'],
  ['or', 'one of both holds'],
  ['&', 'joins texts'],
  ['+', 'plus'],
  ['-', 'minus'],
  ['*', 'times'],
  ['/', 'divided by'],
  ['%', 'remainder'],
  ['?', 'if so … : else …'],
  ['??', 'else, where absent'],
  ['?:', 'else, where absent or false'],
  ['~>', 'hands on to a function'],
];

const KEYWORDS: readonly (readonly [string, string, string])[] = [
  ['true', '', 'true'],
  ['false', '', 'false'],
  ['null', '', 'null'],
  ['function', 'a function of your own', 'function($x) { $x }'],
];

/**
 * What may be written at the cursor: fields of the data that the expression has reached there,
 * variables, functions, operators behind a value, and values to compare with. Within comments,
 * numbers and patterns there is nothing to propose.
 */
export function completionsAt(text: string, offset: number, surroundings: Surroundings = {}): Completions {
  const cursor = cursorAt(text, offset, surroundings);
  const { touched } = cursor;
  const range = { from: touched?.from ?? offset, to: touched?.to ?? offset };
  if (inComment(cursor)) return { from: offset, to: offset, items: [] };
  switch (touched?.kind) {
    case 'number':
    case 'regex':
    case 'comment':
      return { from: offset, to: offset, items: [] };
    case 'string':
      return { ...range, items: valueItems(cursor) };
    case 'variable':
      return { ...range, items: variableItems(scopeAt(cursor), surroundings) };
    case undefined:
      return { ...range, items: endsOperand(cursor) ? operatorItems() : operandItems(cursor, surroundings) };
    default:
      return { ...range, items: operandItems(cursor, surroundings) };
  }
}

function inComment({ tree, offset }: Cursor): boolean {
  return tree.tokens.some(
    ({ kind, from, to }) =>
      kind === 'comment' && from < offset && (offset < to || !tree.text.startsWith('*/', to - 2)),
  );
}

/** Whether a value has just been written, so that an operator may follow. */
function endsOperand({ previous, offset, tree }: Cursor): boolean {
  if (!previous) return false;
  if (previous.kind !== 'operator') {
    return previous.id === '' || ['true', 'false', 'null'].includes(previous.id)
      ? previous.to < offset
      : isName(tree.text, previous.from);
  }
  return [')', ']', '}'].includes(previous.id);
}

/** `and`, `or` and `in` behind a dot are names. */
function isName(text: string, from: number): boolean {
  return /\.\s*$/.test(text.slice(Math.max(0, from - 20), from));
}

function scopeAt({ places, offset }: Cursor): Scope {
  const place = places.at(-1);
  if (!place) throw new Error('A tree has a root at least');
  return scopeInside(place, offset);
}

function operandItems(cursor: Cursor, surroundings: Surroundings): CompletionItem[] {
  const scope = scopeAt(cursor);
  const fields = fieldItems(scope.context);
  if (cursor.previous?.id === '.') return fields;
  return [
    ...valueItems(cursor),
    ...fields,
    ...variableItems(scope, surroundings),
    ...KEYWORDS.map(([label, detail, insert]) => ({
      label,
      kind: 'keyword' as const,
      insert,
      ...(detail && { detail }),
    })),
  ];
}

function operatorItems(): CompletionItem[] {
  return OPERATORS.map(([label, detail]) => ({ label, kind: 'operator', detail, insert: label }));
}

function fieldItems(context: Known): CompletionItem[] {
  return [...fieldsOf(context)].map(([name, known]) =>
    described({ label: name, kind: 'field', insert: quoteName(name) }, known),
  );
}

function described(item: Pick<CompletionItem, 'label' | 'kind' | 'insert'>, known: Known): CompletionItem {
  const detail = preview(known);
  const documentation = documentationOf(known);
  return { ...item, ...(detail && { detail }), ...(documentation !== undefined && { documentation }) };
}

function variableItems(scope: Scope, surroundings: Surroundings): CompletionItem[] {
  const variables = [...scope.variables].map(([name, known]) =>
    described({ label: `$${name}`, kind: 'variable', insert: `$${name}` }, known),
  );
  const functions = functionsOf(surroundings).map(({ name, parameters, help, example }): CompletionItem => ({
    label: `$${name}`,
    kind: 'function',
    detail: `(${parameters.join(', ')})`,
    documentation: example ? `${help}\n${example}` : help,
    insert: `$${name}(`,
  }));
  return [
    { label: '$', kind: 'variable', insert: '$', detail: typeText(scope.context) || 'the current value' },
    { label: '$$', kind: 'variable', insert: '$$', detail: 'the whole input' },
    ...variables,
    ...functions,
  ];
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=', 'in']);

/** Values of what the place is compared with. */
function valueItems({ places }: Cursor): CompletionItem[] {
  const compared = comparedWith(places);
  if (!compared) return [];
  return valuesOf(compared, MAX_VALUES).map((value) => {
    const insert = typeof value === 'string' ? quoteString(value) : String(value);
    return { label: insert, kind: 'value', insert };
  });
}

function comparedWith(places: readonly Place[]): Known | undefined {
  const index = places.findLastIndex(({ node }) => node.kind === 'binary');
  const place = places[index];
  const inner = places[index + 1]?.node;
  if (place?.node.kind !== 'binary' || !inner || !COMPARISONS.has(place.node.operator)) return undefined;
  const { left, right, operator } = place.node;
  // `status in ["open", ‸]`: the entries of the list are compared.
  const depth = places.length - 1 - index;
  const isEntry = operator === 'in' && depth === 2 && right.kind === 'array';
  if (depth !== 1 && !isEntry) return undefined;
  return infer(inner === left ? right : left, place.scope);
}
