import type { FieldNode, MapNode, MapTree, ObjectNode, ValueNode } from '../nodes.ts';
import { EACH, parsePath, pathKey, type PathStep } from '../paths.ts';
import { MapEditError } from './errors.ts';

const indexes = new WeakMap<MapTree, ReadonlyMap<string, FieldNode>>();

/**
 * The field at a target path. Where the path does not say that something is a list, or says it where the map
 * has none, the names decide; of several (two branches, entries of a list) the first is taken.
 */
export function findField(map: MapTree, path: string): FieldNode | undefined {
  const node = map.nodes.get(path);
  if (node?.kind === 'field') return node;
  return indexOf(map).get(pathKey(stepsOf(path)));
}

/** @throws MapEditError when there is none */
export function fieldAt(map: MapTree, path: string): FieldNode {
  const field = findField(map, path);
  if (field === undefined) throw new MapEditError('noField', path, `The map has no field ${path}`);
  return field;
}

/**
 * The node that gives the value at a path or has an id; the whole map for an empty path.
 * @throws MapEditError when there is none
 */
export function valueAt(map: MapTree, at: string): MapNode {
  if (at === '') return map.root;
  const node = map.nodes.get(at);
  if (node !== undefined && node.kind !== 'field') return node;
  if (at.endsWith('[]')) {
    const list = at === '[]' ? map.root : fieldAt(map, at).value;
    return list.kind === 'forEach' ? list.body : list;
  }
  return fieldAt(map, at).value;
}

/** The object that fields of a value are put into: inside a for-each, a block, or the first branch. */
export function objectIn(value: ValueNode): ObjectNode | undefined {
  switch (value.kind) {
    case 'object':
      return value;
    case 'forEach':
    case 'group':
      return objectIn(value.body);
    case 'block':
      return objectIn(value.result);
    case 'condition': {
      const { then, otherwise } = value;
      return objectIn(then) ?? (otherwise === undefined ? undefined : objectIn(otherwise));
    }
    case 'list':
      return value.items.map(objectIn).find((object) => object !== undefined);
    default:
      return undefined;
  }
}

/** The object nearest to a place that the map has not, and the steps that lead from there to the place. */
export function nearestObject(
  map: MapTree,
  steps: readonly PathStep[],
): { object: ObjectNode | undefined; rest: readonly PathStep[] } {
  for (let length = steps.length - 1; length > 0; length -= 1) {
    if (steps[length - 1] === EACH) continue;
    const field = indexOf(map).get(pathKey(steps.slice(0, length)));
    if (field === undefined) continue;
    return { object: objectIn(field.value), rest: withoutEntries(steps.slice(length)) };
  }
  return { object: objectIn(map.root), rest: withoutEntries(steps) };
}

/** The steps without those to the entries of the lists in which they begin. */
function withoutEntries(steps: readonly PathStep[]): readonly PathStep[] {
  const first = steps.findIndex((step) => step !== EACH);
  return first === -1 ? [] : steps.slice(first);
}

/** @throws MapEditError for a text that is no path */
export function stepsOf(path: string): PathStep[] {
  const steps = parsePath(path);
  if (steps === undefined) throw new MapEditError('badPath', path, `"${path}" is no path of a field`);
  return steps;
}

function indexOf(map: MapTree): ReadonlyMap<string, FieldNode> {
  const known = indexes.get(map);
  if (known !== undefined) return known;
  const index = new Map<string, FieldNode>();
  for (const node of map.nodes.values()) {
    if (node.kind !== 'field') continue;
    const key = pathKey(node.steps);
    if (!index.has(key)) index.set(key, node);
  }
  indexes.set(map, index);
  return index;
}
