import type { TextChange } from '../../syntax/edit/changes.ts';
import { addVariable, wrapCondition, wrapForEach } from '../../syntax/edit/expressions.ts';
import { quoteString } from '../../syntax/edit/quote.ts';
import { parseSyntax } from '../../syntax/parse.ts';
import type { MapNode, MapTree } from '../nodes.ts';
import { MapEditError } from './errors.ts';
import { setExpression, setNodeExpression } from './fields.ts';
import { findField, valueAt } from './locate.ts';

/** Sets a field to a value that is always the same: any JSON value. */
export function setConstant(map: MapTree, path: string, value: unknown): TextChange[] {
  return setExpression(map, path, JSON.stringify(value) ?? 'null');
}

/** A lookup in a table. */
export interface LookupSetting {
  /** Key of the table. */
  table: string;
  /** Expression of the key that is looked up. */
  key: string;
  /** Expression of what is taken where the table has no such key; left out: the table's own rule. */
  default?: string;
}

/** Sets a field to what a lookup table says. */
export function setLookup(map: MapTree, path: string, setting: LookupSetting): TextChange[] {
  return setExpression(map, path, lookupExpression(setting));
}

/** A lookup as JSONata. */
export function lookupExpression({ table, key, default: fallback }: LookupSetting): string {
  const options = fallback === undefined ? '' : `, {"default": ${fallback}}`;
  return `$lookup(${quoteString(table)}, ${key}${options})`;
}

/**
 * Makes a list of the result out of a list of the source. A field that is an object becomes what is made for
 * each entry; a for-each gets the other source; anything else gives way to a for-each without fields.
 * @param path path of the list in the result, with or without `[]` at its end
 * @param source expression of the list, as it is written at that place
 */
export function makeForEach(map: MapTree, path: string, source: string): TextChange[] {
  const list = path.replace(/\[\]$/, '');
  const value = list === '' ? map.root : findField(map, list)?.value;
  if (value?.kind === 'forEach') {
    const { id, from, to } = value.source;
    return value.form === 'map' ? setNodeExpression(map, id, source) : [{ from, to, insert: asStep(source) }];
  }
  if (value?.kind === 'object') return listed(wrapForEach(map.syntax, value.syntax, source));
  const [only, ...more] = value?.kind === 'list' ? value.items : [];
  if (only?.kind === 'object' && more.length === 0) return wrapForEach(map.syntax, only.syntax, source);
  return setExpression(map, list, `[${asStep(source)}.{}]`);
}

/**
 * Lets only those entries of a for-each through that meet a condition.
 * @throws MapEditError when there is no for-each at the path
 */
export function addFilter(map: MapTree, path: string, predicate: string): TextChange[] {
  const list = path.replace(/\[\]$/, '');
  const node: MapNode | undefined = list === '' ? map.root : findField(map, list)?.value;
  if (node?.kind !== 'forEach') throw new MapEditError('notAList', path, `${path} is made for no list`);
  // A predicate behind an order-by applies to what is ordered, as one before it does.
  const { from, to, expression } = node.source;
  const behind = { from: to, to, insert: `[${predicate}]` };
  if (node.form === 'path' || asStep(expression) === expression) return [behind];
  return [
    { from, to: from, insert: '(' },
    { ...behind, insert: `)${behind.insert}` },
  ];
}

/** Gives a field its value only where a condition holds, else another one or none. */
export function addCondition(
  map: MapTree,
  path: string,
  condition: string,
  otherwise?: string,
): TextChange[] {
  const isLoose = parseSyntax(condition).root.kind === 'condition';
  const test = isLoose ? `(${condition})` : condition;
  return wrapCondition(map.syntax, valueAt(map, path).syntax, test, otherwise);
}

/**
 * Adds a variable that everything below a place can use.
 * @param name without `$`
 * @param at path or node id of the place; `lines[]` for each entry, empty for the whole map
 */
export function addVariableAt(map: MapTree, name: string, expression: string, at = ''): TextChange[] {
  return addVariable(map.syntax, valueAt(map, at).syntax, name, expression);
}

/** The list of what is wrapped, so that a single entry gives a list too. */
function listed(changes: TextChange[]): TextChange[] {
  const last = changes.length - 1;
  return changes.map((change, index) => ({
    ...change,
    insert: `${index === 0 ? '[' : ''}${change.insert}${index === last ? ']' : ''}`,
  }));
}

/** An expression as the beginning of a path: in brackets where the dot would take only its end. */
function asStep(expression: string): string {
  const { root, problems } = parseSyntax(`${expression}.x`);
  return problems.length === 0 && root.kind === 'path' ? expression : `(${expression})`;
}
