import { applyChanges } from '../../syntax/edit/changes.ts';
import { insertEntry, type NewEntry } from '../../syntax/edit/entries.ts';
import { quoteString } from '../../syntax/edit/quote.ts';
import { indentAt } from '../../syntax/edit/tokens.ts';
import type { TextChange } from '../../syntax/edit/changes.ts';
import { findField, nearestObject } from '../edit/locate.ts';
import { setExpression } from '../edit/fields.ts';
import { makeForEach } from '../edit/values.ts';
import type { MapTree, ObjectNode } from '../nodes.ts';
import { EACH, parsePath, type PathStep } from '../paths.ts';
import { readMap } from '../read.ts';
import type { MappingSuggestion } from './suggest.ts';

/**
 * Writes chosen suggestions into a map. Fields that the map has in the meantime stay as they are.
 * @returns the changed text
 */
export function applySuggestions(text: string, chosen: readonly MappingSuggestion[]): string {
  const loops = chosen.filter(({ kind }) => kind === 'forEach');
  const started = loops.reduce((current, suggestion) => withForEach(current, suggestion), text);
  return withFields(
    started,
    chosen.filter(({ kind }) => kind === 'field'),
  );
}

function withForEach(text: string, { target, expression }: MappingSuggestion): string {
  const map = readMap(text);
  if (target === '') return map.root.syntax.kind === 'missing' ? `${text}${expression}.{}` : text;
  const field = findField(map, target);
  const isFree = field === undefined || (field.value.kind === 'object' && field.value.fields.length === 0);
  return isFree ? applyChanges(text, makeForEach(map, target, expression)) : text;
}

/** Fields yet to be made below one object: expressions, and objects that hold more of them. */
interface Branch {
  fields: Map<string, Branch | string>;
}

function withFields(text: string, suggestions: readonly MappingSuggestion[]): string {
  const map = readMap(text);
  const branches = new Map<ObjectNode | undefined, Branch>();
  for (const { target, expression } of suggestions) {
    if (findField(map, target) !== undefined) continue;
    const { object, rest } = nearestObject(map, parsePath(target) ?? []);
    const branch = branches.get(object) ?? { fields: new Map() };
    branches.set(object, branch);
    grow(branch, rest, expression);
  }
  const changes = [...branches].flatMap(([object, branch]) => changesFor(map, object, branch));
  return applyChanges(text, changes);
}

function grow(branch: Branch, [step, ...rest]: readonly PathStep[], expression: string): void {
  if (step === undefined) return;
  if (step === EACH) {
    grow(branch, rest, expression);
    return;
  }
  const name = String(step);
  const known = branch.fields.get(name);
  if (rest.length === 0) {
    if (known === undefined) branch.fields.set(name, expression);
    return;
  }
  const inner = typeof known === 'object' ? known : { fields: new Map<string, Branch | string>() };
  branch.fields.set(name, inner);
  grow(inner, rest, expression);
}

function changesFor(map: MapTree, object: ObjectNode | undefined, branch: Branch): TextChange[] {
  if (object?.syntax.kind === 'object') {
    const first = object.fields[0];
    const indent =
      first === undefined ? `${indentAt(map.text, object.from)}  ` : indentAt(map.text, first.from);
    const entry = entryOf(branch, indent);
    return entry === undefined ? [] : insertEntry(map.syntax, object.syntax, entry);
  }
  return map.root.syntax.kind === 'missing' ? setExpression(map, '', written(branch, '')) : [];
}

/** All fields of a branch as one entry: the others follow the first one's value. */
function entryOf({ fields }: Branch, indent: string): NewEntry | undefined {
  const [first, ...more] = [...fields].map(([name, value]) => ({ name, value: valueOf(value, indent) }));
  if (first === undefined) return undefined;
  const others = more.map(({ name, value }) => `,\n${indent}${quoteString(name)}: ${value}`);
  return { name: first.name, value: first.value + others.join('') };
}

function valueOf(value: Branch | string, indent: string): string {
  return typeof value === 'string' ? value : written(value, indent);
}

function written({ fields }: Branch, indent: string): string {
  const inner = `${indent}  `;
  const entries = [...fields].map(
    ([name, value]) => `${inner}${quoteString(name)}: ${valueOf(value, inner)}`,
  );
  return `{\n${entries.join(',\n')}\n${indent}}`;
}
