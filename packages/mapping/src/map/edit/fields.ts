import {
  insertEntry,
  removeEntry,
  renameEntry,
  moveEntry,
  type NewEntry,
} from '../../syntax/edit/entries.ts';
import type { TextChange } from '../../syntax/edit/changes.ts';
import { replaceNode } from '../../syntax/edit/expressions.ts';
import { quoteString } from '../../syntax/edit/quote.ts';
import { indentAt } from '../../syntax/edit/tokens.ts';
import type { FieldNode, MapTree, ObjectNode } from '../nodes.ts';
import { EACH, formatPath, isWhole, type PathStep } from '../paths.ts';
import { MapEditError } from './errors.ts';
import { fieldAt, findField, nearestObject, objectIn, stepsOf, valueAt } from './locate.ts';

/**
 * Sets the expression of a field; makes the field, and objects around it, where there is none. An empty path
 * sets the whole map.
 * @throws MapEditError when the path leads into something that has no fields
 */
export function setExpression(map: MapTree, path: string, expression: string): TextChange[] {
  if (path === '') return [replacing(map.root, expression)];
  const field = findField(map, path);
  return field === undefined
    ? makeField(map, path, expression)
    : replaceNode(map.syntax, field.value.syntax, expression);
}

/**
 * Sets the expression of any node by its id: a for-each's source or filter, a condition, a variable's value.
 * @throws MapEditError when there is none
 */
export function setNodeExpression(map: MapTree, id: string, expression: string): TextChange[] {
  const node = valueAt(map, id);
  return node.from === node.syntax.from && node.to === node.syntax.to
    ? replaceNode(map.syntax, node.syntax, expression)
    : [replacing(node, expression)];
}

/**
 * Adds a field to an object of the result.
 * @param parent path of the object; `lines[]` for the entries of a list, empty for the whole
 * @throws MapEditError when it exists or the parent has no fields
 */
export function addField(map: MapTree, parent: string, name: string, expression: string): TextChange[] {
  const path = formatPath([...stepsOf(parent), name]);
  if (findField(map, path) !== undefined) {
    throw new MapEditError('taken', path, `The map already has a field ${path}`);
  }
  return makeField(map, path, expression);
}

/** @throws MapEditError when there is no such field */
export function removeField(map: MapTree, path: string): TextChange[] {
  const field = fieldAt(map, path);
  const { object, index } = holderOf(map, field);
  return removeEntry(map.syntax, object, index);
}

/** @throws MapEditError when there is no such field, or another has the name */
export function renameField(map: MapTree, path: string, name: string): TextChange[] {
  const field = fieldAt(map, path);
  if (field.name === name) return [];
  const { object, index, node } = holderOf(map, field);
  if (node.fields.some((other) => other.name === name)) {
    throw new MapEditError('taken', path, `There already is a field ${name} beside ${path}`);
  }
  return renameEntry(object, index, name);
}

/**
 * Moves a field with its comments. Its expression stays as it is: names in it are looked for where it then is.
 * @param to path of the object that it comes into; empty for the whole
 * @param before name of the field that it comes before; left out: to the end
 * @throws MapEditError when a path leads nowhere, or into the field itself
 */
export function moveField(map: MapTree, path: string, to: string, before?: string): TextChange[] {
  const field = fieldAt(map, path);
  const from = holderOf(map, field);
  const target = objectIn(isWhole(to) ? map.root : fieldAt(map, to).value);
  if (target?.syntax.kind !== 'object' || (target.from >= field.from && target.to <= field.to)) {
    throw new MapEditError('notAnObject', to, `${path} cannot be moved into ${to === '' ? 'the map' : to}`);
  }
  const { entries } = target.syntax;
  const next = entries.findIndex(({ key }) => key.kind === 'string' && key.value === before);
  if (target === from.node) {
    const end = next === -1 ? entries.length - 1 : next;
    return moveEntry(map.syntax, from.object, from.index, end > from.index && next !== -1 ? end - 1 : end);
  }
  if (target.fields.some((other) => other.name === field.name)) {
    throw new MapEditError('taken', to, `There already is a field ${field.name} in ${to}`);
  }
  const index = next === -1 ? entries.length : next;
  return [
    ...removeEntry(map.syntax, from.object, from.index),
    ...insertEntry(map.syntax, target.syntax, takenEntry(map, field, target), index),
  ];
}

/** A field as an entry of another object; its comments come to stand around its value. */
function takenEntry(map: MapTree, field: FieldNode, target: ObjectNode): NewEntry {
  const { text } = map;
  const [before, behind] = [
    text.slice(field.extent.from, field.from).trim(),
    text.slice(field.to, field.extent.to).replace(',', '').trim(),
  ];
  const content = text.slice(field.value.from, field.value.to);
  const moved = reindented(content, indentAt(text, field.from), indentInside(map, target));
  return { name: field.name, value: [before, moved, behind].filter((part) => part !== '').join(' ') };
}

function makeField(map: MapTree, path: string, expression: string): TextChange[] {
  const steps = stepsOf(path);
  const { object, rest } = nearestObject(map, steps);
  const [name, ...below] = rest;
  if (typeof name !== 'string') throw new MapEditError('badPath', path, `${path} names no field`);
  const value = nestedValue(below, expression);
  if (object?.syntax.kind === 'object') {
    const entry = { name, value: reindented(value, '', indentInside(map, object)) };
    return insertEntry(map.syntax, object.syntax, entry);
  }
  if (map.root.syntax.kind !== 'missing') {
    throw new MapEditError('notAnObject', path, `There is no object that ${path} could come into`);
  }
  return [replacing(map.root, nestedValue(steps, expression))];
}

/** The value of a field whose inner fields are yet to be made. */
function nestedValue(steps: readonly PathStep[], expression: string): string {
  return steps.reduceRight<string>((inner, step) => {
    if (step === EACH) return `[${inner}]`;
    return `{\n  ${quoteString(String(step))}: ${inner.replaceAll('\n', '\n  ')}\n}`;
  }, expression);
}

/** Indentation of the fields of an object. */
function indentInside({ text }: MapTree, object: ObjectNode): string {
  const first = object.fields[0];
  return first === undefined ? `${indentAt(text, object.from)}  ` : indentAt(text, first.from);
}

/** Moves all lines but the first from one indentation to another. */
function reindented(block: string, from: string, to: string): string {
  return block
    .split('\n')
    .map((line, index) => (index > 0 && line.startsWith(from) ? to + line.slice(from.length) : line))
    .join('\n');
}

interface Holder {
  node: ObjectNode;
  object: Extract<ObjectNode['syntax'], { kind: 'object' }>;
  /** Of the field among all entries. */
  index: number;
}

/** The object that a field stands in. */
function holderOf(map: MapTree, field: FieldNode): Holder {
  for (const node of map.nodes.values()) {
    if (node.kind !== 'object' || node.syntax.kind !== 'object' || !node.fields.includes(field)) continue;
    const index = node.syntax.entries.findIndex(({ from }) => from === field.from);
    return { node, object: node.syntax, index };
  }
  throw new MapEditError('noField', field.path, `The map has no field ${field.path}`);
}

function replacing({ from, to }: { from: number; to: number }, insert: string): TextChange {
  return { from, to, insert };
}
