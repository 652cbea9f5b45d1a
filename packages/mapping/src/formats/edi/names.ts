import type {
  CompiledEntry,
  CompiledField,
  CompiledHierarchy,
  CompiledLoop,
  FieldPlace,
  ListField,
  RepeatedField,
  ScalarField,
} from './compiled.ts';
import type { ConditionKind } from './conditions.ts';

/** The shape of the data that a guide gives: what has a name, and what is under it. */
export type NameNode = ValueNode | ObjectNode | ListNode;

export interface ValueNode {
  kind: 'value';
  field: ScalarField;
  /** A copy of a value that stands elsewhere too. */
  picked: boolean;
}

export interface ObjectNode {
  kind: 'object';
  title: string;
  names: Map<string, NameNode>;
  required: Set<string>;
  /** Names that ask for others beside them. */
  together: Map<string, Set<string>>;
}

export interface ListNode {
  kind: 'list';
  title: string;
  required: boolean;
  item: NameNode;
}

const known = new WeakMap<CompiledLoop, ObjectNode>();

/** The shape of a guide's data. */
export function namesOf(root: CompiledLoop): ObjectNode {
  const found = known.get(root);
  if (found !== undefined) return found;
  const made = objectNode('');
  addLoop(made, root);
  known.set(root, made);
  return made;
}

/** @throws Error when two things of the same object have the same name */
export function checkNames(root: CompiledLoop): void {
  namesOf(root);
}

function objectNode(title: string): ObjectNode {
  return { kind: 'object', title, names: new Map(), required: new Set(), together: new Map() };
}

function addLoop(target: ObjectNode, loop: CompiledLoop): void {
  for (const entry of loop.inOrder) {
    if (entry.hierarchy !== undefined) addHierarchy(target, entry, entry.hierarchy);
    else if (entry.merge) addMerged(target, entry);
    else if (entry.path.length > 0) addEntry(target, entry);
    for (const pick of entry.picks) {
      const field = scalarNamed(entry.fields, pick.element);
      if (field !== undefined) addAt(target, pick.path, { kind: 'value', field, picked: true });
    }
  }
}

function addMerged(target: ObjectNode, entry: CompiledEntry): void {
  addFields(target, entry.fields, entry.required);
  if (entry.loop !== undefined) addLoop(target, entry.loop);
}

function addEntry(target: ObjectNode, entry: CompiledEntry): void {
  const { title, path, many, required } = entry;
  const item = objectNode(title);
  addFields(item, entry.fields, true);
  const ofScalars = entry.conditions.filter(({ places }) =>
    places.every((place) => isScalar(entry.fields, place)),
  );
  addConditions(item, ofScalars);
  if (entry.loop !== undefined) addLoop(item, entry.loop);
  // What tells the segment, and what numbers it, is written without being given.
  for (const name of [entry.when?.name, entry.numbered]) {
    if (name === undefined) continue;
    item.required.delete(name);
    for (const wanted of item.together.values()) wanted.delete(name);
  }
  addAt(target, path, many ? { kind: 'list', title, required, item } : item, required);
}

function addHierarchy(
  target: ObjectNode,
  entry: CompiledEntry,
  { levels, ...places }: CompiledHierarchy,
): void {
  const items = levels.map(({ title, loop }) => {
    const item = objectNode(title);
    addFields(item, entry.fields, true);
    addLoop(item, loop);
    for (const place of [places.id, places.parent, places.level]) {
      if (place !== undefined) item.required.delete(place.name);
    }
    return item;
  });
  levels.forEach((level, index) => {
    const item = items[index];
    if (item === undefined) return;
    const list: ListNode = {
      kind: 'list',
      title: level.title,
      required: index === 0 && entry.required,
      item,
    };
    if (index === 0) addAt(target, [level.name], list, entry.required);
    levels.forEach((outer, at) => {
      const holder = items[at];
      if (holder !== undefined && level.within.has(outer.name)) addAt(holder, [level.name], list);
    });
  });
}

function addFields(target: ObjectNode, fields: readonly CompiledField[], asked: boolean): void {
  for (const field of fields) {
    if (field.kind === 'scalar') {
      addAt(target, [field.name], { kind: 'value', field, picked: false }, asked && field.required);
    } else if (field.kind === 'composite') {
      addFields(target, field.components, asked && field.required);
    } else if (target.names.get(field.name)?.kind !== 'list') {
      addAt(target, [field.name], listNode(field), asked && field.required);
    }
  }
}

function listNode(field: ListField | RepeatedField): ListNode {
  const { title } = field;
  const [part] = field.kind === 'list' ? field.parts : [];
  if (field.kind === 'list' && !field.objects && part?.kind === 'scalar') {
    return {
      kind: 'list',
      title,
      required: field.required,
      item: { kind: 'value', field: part, picked: false },
    };
  }
  const item = objectNode(title);
  addFields(item, field.kind === 'list' ? field.parts : field.fields, false);
  if (field.kind === 'repeated') {
    const named = field.conditions.map(({ kind, positions }) => ({
      kind,
      places: positions.map((position) => ({ name: field.fields[position - 1]?.name ?? '' })),
    }));
    addConditions(item, named);
  }
  return { kind: 'list', title, required: false, item };
}

/** Those conditions that say which names come together; the others are held by the writer alone. */
function addConditions(item: ObjectNode, conditions: readonly NamedCondition[]): void {
  for (const { kind, places } of conditions) {
    const names = places.map(({ name }) => name);
    const asking = kind === 'P' ? names : kind === 'C' ? names.slice(0, 1) : [];
    if (!names.every((name) => item.names.get(name)?.kind === 'value')) continue;
    for (const name of asking) {
      const wanted = item.together.get(name) ?? new Set();
      item.together.set(name, wanted);
      for (const other of names) if (other !== name) wanted.add(other);
    }
  }
}

/** Whether a name is the segment's own, and not that of a group in a run. */
function isScalar(fields: readonly CompiledField[], { element, component }: FieldPlace): boolean {
  const field = fields.find(({ position }) => position === element);
  if (field?.kind !== 'composite') return field?.kind === 'scalar';
  return field.components.some(({ kind, position }) => kind === 'scalar' && position === component);
}

interface NamedCondition {
  kind: ConditionKind;
  places: readonly { name: string }[];
}

function addAt(target: ObjectNode, path: readonly string[], node: NameNode, required = false): void {
  const [name = '', ...rest] = path;
  const existing = target.names.get(name);
  if (rest.length > 0) {
    const holder = existing ?? objectNode(name);
    if (holder.kind !== 'object') throw new Error(`guide: ${name} is given twice in one object`);
    target.names.set(name, holder);
    addAt(holder, rest, node, required);
    return;
  }
  if (required) target.required.add(name);
  if (existing === undefined) target.names.set(name, node);
  else if (existing.kind === 'object' && node.kind === 'object') mergeObjects(existing, node);
  else if (!(isPicked(existing) && isPicked(node))) {
    throw new Error(`guide: ${name} is given twice in one object`);
  }
}

function mergeObjects(into: ObjectNode, from: ObjectNode): void {
  into.title = from.title === '' ? into.title : from.title;
  for (const [name, node] of from.names) addAt(into, [name], node, from.required.has(name));
  for (const [name, wanted] of from.together) into.together.set(name, wanted);
}

function isPicked(node: NameNode): boolean {
  return node.kind === 'value' && node.picked;
}

function scalarNamed(fields: readonly CompiledField[], name: string): ScalarField | undefined {
  for (const field of fields) {
    if (field.kind === 'scalar' && field.name === name) return field;
    const inner = field.kind === 'composite' ? scalarNamed(field.components, name) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
