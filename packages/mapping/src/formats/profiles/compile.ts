import type { Field, Profile, Shape, TextKind } from './shape.ts';

/** A shape made ready: what each child of an element is, in order. */
export interface CompiledShape {
  entries: ReadonlyMap<string, Entry>;
  /** Names that its data may have. */
  names: ReadonlySet<string>;
}

export interface ValueEntry {
  type: 'value' | 'list';
  name: string;
  kind: TextKind | CompiledShape;
  /** Wrappers between an element of a list and its value. */
  via: readonly string[];
}

/** An element that the data does without: its children stand among those of the element around it. */
interface BranchEntry {
  type: 'branch';
  shape: CompiledShape;
}

export type Entry = ValueEntry | BranchEntry;

interface Draft {
  entries: Map<string, Entry>;
  names: Set<string>;
}

const compiled = new WeakMap<Shape, CompiledShape>();

/** Shapes are used in many places; each is compiled once, also one that contains itself. */
export function compileShape(shape: Shape): CompiledShape {
  const known = compiled.get(shape);
  if (known !== undefined) return known;
  const draft: Draft = { entries: new Map(), names: new Set() };
  compiled.set(shape, draft);
  for (const [path, field] of Object.entries(shape)) addField(draft, path, field);
  return draft;
}

function addField(top: Draft, path: string, field: Field): void {
  const [name, kind] = typeof field === 'string' ? ([field, 'text'] as const) : field;
  const steps = path.split('/');
  const listAt = steps.findIndex((step) => step.endsWith('[]'));
  const last = listAt === -1 ? steps.length - 1 : listAt;
  let draft = top;
  top.names.add(name);
  for (const step of steps.slice(0, last)) {
    draft = branchOf(draft, step);
  }
  const step = (steps[last] ?? '').replace('[]', '');
  if (draft.entries.has(step)) throw new Error(`two fields for ${path}`);
  draft.entries.set(step, {
    type: listAt === -1 ? 'value' : 'list',
    name,
    kind: typeof kind === 'string' ? kind : compileShape(kind),
    via: steps.slice(last + 1),
  });
}

function branchOf(draft: Draft, step: string): Draft {
  const known = draft.entries.get(step);
  if (known !== undefined) {
    if (known.type === 'branch') return known.shape as Draft;
    throw new Error(`${step} is a field and a wrapper`);
  }
  const shape: Draft = { entries: new Map(), names: new Set() };
  draft.entries.set(step, { type: 'branch', shape });
  return shape;
}

/** Where a list of the whole document stands, and what its elements are. */
export interface ListPlace {
  /** From the root, in the names of the profile. */
  path: string;
  entry: ValueEntry;
}

/** @returns undefined when the profile has no list of that name at its top */
export function findList(profile: Profile, name: string): ListPlace | undefined {
  return findListIn(compileShape(profile.shape), profile.root, name);
}

function findListIn({ entries }: CompiledShape, path: string, name: string): ListPlace | undefined {
  for (const [step, entry] of entries) {
    const here = `${path}/${step}`;
    if (entry.type === 'list' && entry.name === name) return { path: here, entry };
    const below = entry.type === 'branch' ? findListIn(entry.shape, here, name) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}
