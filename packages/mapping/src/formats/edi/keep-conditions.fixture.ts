import type { CompiledEntry, CompiledField, FieldPlace, ScalarField } from './compiled.ts';
import { brokenConditions } from './conditions.ts';
import type { CompiledCondition } from './conditions.ts';
import { isData } from './data.ts';
import type { Data } from './data.ts';
import { FieldWriter, listOf } from './write-fields.ts';
import { WriteFaults } from './write-faults.ts';

const writer = new FieldWriter(new WriteFaults('x12'), { decimalMark: '.' });
/** Adding what is missing may exclude something else; after so many rounds what is asked for is taken away. */
const additions = 6;
const most = 20;

/** Makes the data of a segment keep its conditions, by values that are added and taken away. */
export function keepConditions(
  entry: CompiledEntry,
  data: Data,
  makeValue: (field: ScalarField) => unknown,
): void {
  for (let round = 0; round < most; round += 1) {
    const broken = entry.conditions.find((condition) => breach(entry, condition, data) !== undefined);
    const found = broken && breach(entry, broken, data);
    if (broken === undefined || found === undefined) return;
    if (round > additions && broken.kind !== 'R') {
      for (const place of broken.places) change(entry, data, place, () => undefined);
    } else change(entry, data, found.place, found.kind === 'missing' ? makeValue : () => undefined);
  }
}

function breach(entry: CompiledEntry, condition: CompiledCondition, data: Data) {
  const raw = writer.segment({ ...entry, requiredFields: [], conditions: [] }, data, '');
  return brokenConditions(raw, [condition])[0];
}

function change(
  entry: CompiledEntry,
  data: Data,
  place: FieldPlace,
  makeValue: (field: ScalarField) => unknown,
): void {
  if (entry.when?.name === place.name) return;
  for (const field of entry.fields) {
    const within = place.element - field.position;
    if (field.kind === 'repeated' && within >= 0 && within < field.count * field.size) {
      const group = listOf(data[field.name])[Math.floor(within / field.size)];
      const part = field.fields[within % field.size];
      if (part !== undefined && isData(group)) set(group, part, makeValue);
    } else if (within === 0) {
      for (const part of partsOf(field, place)) set(data, part, makeValue);
    }
  }
}

function partsOf(field: CompiledField, { component }: FieldPlace): readonly CompiledField[] {
  if (field.kind !== 'composite') return [field];
  return component === undefined
    ? field.components
    : field.components.filter((part) => part.position === component);
}

function set(data: Data, field: CompiledField, makeValue: (field: ScalarField) => unknown): void {
  if (field.kind !== 'scalar') return;
  const value = makeValue(field);
  if (value === undefined) Reflect.deleteProperty(data, field.name);
  else data[field.name] = value;
}
