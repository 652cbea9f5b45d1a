import { COST } from '../costs.ts';
import type { Definition } from '../builtin.ts';
import type { Frame } from '../frame.ts';
import { Gathered } from '../gathered.ts';
import { emptySequence } from '../invoke.ts';
import type { Run } from '../run.ts';
import { asSequence, isFields, isFunction, keysOf, ownField, setField } from '../values.ts';
import { clone } from '../clone.ts';

function collectKeys(run: Run, value: unknown, names: Record<string, true>): void {
  run.tick();
  if (isFunction(value)) return;
  if (Array.isArray(value)) {
    for (const item of value) collectKeys(run, item, names);
    return;
  }
  const found = keysOf(value);
  run.charge(found.length * COST.field);
  for (const name of found) names[name] = true;
}

function keys(frame: Frame, value: unknown): unknown[] {
  const found = Array.isArray(value) ? keysOfAll(frame.run, value) : keysOf(value);
  frame.run.tick(found.length >> 2);
  frame.run.charge(found.length * COST.field);
  return asSequence(found);
}

function keysOfAll(run: Run, list: readonly unknown[]): string[] {
  const names = Object.create(null) as Record<string, true>;
  collectKeys(run, list, names);
  return Object.keys(names);
}

function spread(frame: Frame, value: unknown): unknown {
  frame.run.tick();
  if (Array.isArray(value)) {
    const all = new Gathered();
    all.add(frame.run, emptySequence());
    for (const item of value as unknown[]) all.add(frame.run, spread(frame, item));
    return all.value;
  }
  if (!isFields(value)) return value;
  const names = keysOf(value);
  frame.run.charge(names.length * (COST.object + COST.grown));
  const result = emptySequence();
  for (const name of names) {
    const part: Record<string, unknown> = {};
    setField(part, name, ownField(value, name));
    result.push(part);
  }
  return result;
}

function merge(frame: Frame, objects: readonly object[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const object of objects) {
    const names = keysOf(object);
    frame.run.tick();
    frame.run.charge(names.length * COST.field);
    for (const name of names) setField(result, name, ownField(object, name));
  }
  return result;
}

export const OBJECT_FUNCTIONS: readonly Definition[] = [
  {
    name: 'keys',
    signature: '<x-:a<s>>',
    parameters: ['object'],
    takesNothing: true,
    help: 'Field names of an object, or of all objects in a list.',
    example: '$keys({"sku": 1, "qty": 2}) gives ["sku", "qty"]',
    implement: keys,
  },
  {
    name: 'spread',
    signature: '<x-:a<o>>',
    parameters: ['object'],
    help: 'Splits an object into a list of objects with one field each.',
    example: '$spread({"a": 1, "b": 2}) gives [{"a": 1}, {"b": 2}]',
    implement: spread,
  },
  {
    name: 'merge',
    signature: '<a<o>:o>',
    parameters: ['objects'],
    help: 'Puts the fields of objects into one object; later ones win.',
    example: '$merge([{"a": 1}, {"b": 2}]) gives {"a": 1, "b": 2}',
    implement: merge,
  },
  {
    name: 'clone',
    signature: '<(oa)-:o>',
    parameters: ['value'],
    help: 'A deep copy.',
    example: '$clone(order)',
    implement: (frame, value: unknown) => clone(frame.run, value),
  },
];
