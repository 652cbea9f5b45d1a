import type {
  CompiledEntry,
  CompiledField,
  CompiledHierarchy,
  CompiledLevel,
  CompiledLoop,
  ScalarField,
} from './compiled.ts';
import { child, descend } from './data.ts';
import type { Data } from './data.ts';
import { keepConditions } from './keep-conditions.fixture.ts';

/** How generated data is to be. */
interface Making {
  /** A whole number from 0 up to below a bound. */
  below(bound: number): number;
  /** Characters of texts. */
  letters: string;
  /** How many more things may be made; keeps documents small. */
  left: number;
}

/** Made-up data for a loop of a guide: anything that can be written, and nothing that reading would add. */
export function makeData(seed: number, loop: CompiledLoop, letters: string): Data {
  const data: Data = {};
  fillLoop({ below: randomFrom(seed), letters, left: 60 }, loop, data);
  return data;
}

/** A small generator of numbers that looks random enough: a seed always gives the same data. */
function randomFrom(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

function fillLoop(making: Making, loop: CompiledLoop, data: Data): void {
  for (const entry of loop.inOrder) {
    if (entry.hierarchy !== undefined) fillHierarchy(making, entry, entry.hierarchy, data);
    else if (entry.required || (making.left > 0 && chance(making, loop.inOrder.length > 12 ? 5 : 2))) {
      making.left -= 1;
      fillEntry(making, entry, loop, data);
    }
  }
}

function fillEntry(making: Making, entry: CompiledEntry, loop: CompiledLoop, data: Data): void {
  const name = entry.path.at(-1);
  if (entry.merge) {
    fillFields(making, entry, loop, data);
    if (entry.loop !== undefined) fillLoop(making, entry.loop, data);
    return;
  }
  if (name === undefined) return;
  const holder = descend(data, entry.path);
  const count = entry.many ? 1 + Number(chance(making, 3) && entry.max > 1) : 1;
  const items = Array.from({ length: count }, (_, index) => {
    const item: Data = entry.many ? {} : child(holder, name);
    fillFields(making, entry, loop, item);
    if (entry.numbered !== undefined) item[entry.numbered] = numberOf(entry, index + 1);
    if (entry.loop !== undefined) fillLoop(making, entry.loop, item);
    return item;
  });
  if (entry.many) holder[name] = items;
}

/** Text or a number, by the type of the element. */
function numberOf(entry: CompiledEntry, number: number): unknown {
  const field = entry.fields.find((each) => each.kind === 'scalar' && each.name === entry.numbered);
  return field?.kind === 'scalar' && field.type !== 'AN' && field.type !== 'ID' ? number : String(number);
}

function fillHierarchy(making: Making, entry: CompiledEntry, hierarchy: CompiledHierarchy, data: Data): void {
  let last = 0;
  const fill = (
    holder: Data,
    within: CompiledLevel | undefined,
    parent: string | undefined,
    depth: number,
  ) => {
    for (const level of hierarchy.levels) {
      const fits = within === undefined ? level.index === 0 : level.within.has(within.name);
      if (!fits || depth > 4 || (within !== undefined && (making.left <= 0 || chance(making, 2)))) continue;
      last += 1;
      const id = String(last);
      const item: Data = { [hierarchy.id.name]: id };
      if (parent !== undefined) item[hierarchy.parent.name] = parent;
      if (hierarchy.level !== undefined) item[hierarchy.level.name] = level.usual ?? 'ZZ';
      fillLoop(making, level.loop, item);
      fill(item, level, id, depth + 1);
      holder[level.name] = [item];
    }
  };
  if (entry.required || chance(making, 2)) fill(data, undefined, undefined, 0);
}

function fillFields(making: Making, entry: CompiledEntry, loop: CompiledLoop, data: Data): void {
  for (const field of entry.fields) fillField(making, field, data, isAsked(entry, field));
  if (entry.when === undefined) avoidOthers(entry, loop, data);
  else if (!entry.merge) data[entry.when.name] = entry.when.usual;
  keepConditions(entry, data, (field) => makeValue(making, field));
}

function isAsked(entry: CompiledEntry, field: CompiledField): boolean {
  return (
    entry.requiredFields.some(({ element }) => element === field.position) ||
    (field.position === 1 && entry.fields.length > 0)
  );
}

/** A segment that another entry would take by its value gets another value. */
function avoidOthers(entry: CompiledEntry, loop: CompiledLoop, data: Data): void {
  for (const other of loop.entries.get(entry.segment) ?? []) {
    if (other.when === undefined) continue;
    const value = data[other.when.name];
    if (typeof value === 'string' && other.when.in.has(value)) data[other.when.name] = 'ZZZ';
  }
}

function fillField(making: Making, field: CompiledField, data: Data, asked: boolean): void {
  if (!asked && !chance(making, 3)) return;
  if (field.kind === 'scalar') {
    if (data[field.name] === undefined) data[field.name] = makeValue(making, field);
  } else if (field.kind === 'composite') {
    fillParts(making, field.components, data, asked);
  } else if (data[field.name] === undefined) {
    data[field.name] =
      field.kind === 'list' && !field.objects ? makeTexts(making, field.parts) : [makeGroup(making, field)];
  }
}

function fillParts(making: Making, parts: readonly CompiledField[], data: Data, asked: boolean): void {
  parts.forEach((part, index) => fillField(making, part, data, asked && (index === 0 || isRequired(part))));
  for (const part of parts) {
    if (part.kind !== 'scalar' || part.format === undefined) continue;
    if (data[part.format.name] === undefined && data[part.name] === undefined) continue;
    const [form, value] = oneOf(making, moments);
    data[part.format.name] = form;
    data[part.name] = value;
  }
}

function isRequired(field: CompiledField): boolean {
  return field.kind === 'scalar' && field.required;
}

function makeGroup(making: Making, field: CompiledField): Data {
  const parts = field.kind === 'list' ? field.parts : field.kind === 'repeated' ? field.fields : [];
  const group: Data = {};
  fillParts(making, parts, group, true);
  return group;
}

function makeTexts(making: Making, parts: readonly CompiledField[]): unknown[] {
  const [part] = parts;
  return part?.kind === 'scalar' ? [makeValue(making, part)] : [];
}

const moments: readonly [form: string, value: string][] = [
  ['102', '2026-11-04'],
  ['203', '2026-02-28T23:59'],
  ['204', '1999-12-31T00:00:01'],
  ['718', '2026-11-01/2026-11-30'],
  ['719', '2026-11-01T08:00/2026-11-01T16:30'],
  ['610', '2026-11'],
  ['616', '2026-W45'],
  ['602', '2026'],
  ['401', '09:15'],
  ['804', 'P30D'],
];

function makeValue(making: Making, field: ScalarField): unknown {
  if (field.type === 'DT') return oneOf(making, ['2026-11-04', '2024-02-29', '1999-12-31']);
  if (field.type === 'TM') return oneOf(making, ['09:15', '23:59:59', '00:00', '12:30:15.25']);
  if (field.type === 'DTM') return '2026-11-04';
  if (field.type === 'AN' || field.type === 'ID') return makeText(making, field);
  const decimals = field.type === 'R' ? 3 : Number(field.type[1]);
  const most = 10 ** Math.min(field.maxLength, 9);
  const digits = making.below(most) * (chance(making, 4) ? -1 : 1);
  return Number((digits / 10 ** decimals).toFixed(decimals)) + 0;
}

function makeText(making: Making, field: ScalarField): string {
  if (field.codes !== undefined) return oneOf(making, Object.keys(field.codes));
  const least = Math.max(1, field.minLength);
  const most = Math.min(field.maxLength, least + 12);
  const length = least + making.below(most - least + 1);
  const text = Array.from({ length }, () => oneOf(making, making.letters.split(''))).join('');
  // Blanks around a value are no part of it.
  return text.replace(/^ | $/g, 'x');
}

function chance(making: Making, of: number): boolean {
  return making.below(of) === 0;
}

function oneOf<T>(making: Making, choices: readonly T[]): T {
  const chosen = choices[making.below(choices.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}
