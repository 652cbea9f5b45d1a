import type { FlowDefinition, FlowEdge, FlowNode } from '@crossdock/flow-schema';
import { findNode, portOf } from './graph.ts';
import { isRecord } from './json-schema.ts';

export type ChangeKind = 'added' | 'removed' | 'changed';

export interface NodeChange {
  kind: ChangeKind;
  id: string;
  name: string;
  /** Fields that differ: name, config, position … */
  fields: readonly string[];
}

export interface FlowDiff {
  nodes: readonly NodeChange[];
  edges: readonly { kind: 'added' | 'removed'; from: string; to: string }[];
  /** Fields of the flow itself that differ: name, description, settings. */
  fields: readonly string[];
}

/** Whether two JSON values are equal, whatever the order of their keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => sameJson(a[key], b[key]));
}

function differing(before: object, after: object, except: readonly string[] = []): string[] {
  const [a, b] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.filter((key) => !except.includes(key) && !sameJson(a[key], b[key]));
}

function nodeChanges(before: FlowDefinition, after: FlowDefinition): NodeChange[] {
  const removed = before.nodes
    .filter((node) => !findNode(after, node.id))
    .map((node): NodeChange => ({ kind: 'removed', id: node.id, name: node.name, fields: [] }));
  const others = after.nodes.flatMap((node): NodeChange[] => {
    const old = findNode(before, node.id);
    if (!old) return [{ kind: 'added', id: node.id, name: node.name, fields: [] }];
    const fields = differing(old, node);
    return fields.length > 0 ? [{ kind: 'changed', id: node.id, name: node.name, fields }] : [];
  });
  return [...others, ...removed];
}

const edgeKey = (edge: FlowEdge): string => JSON.stringify([edge.source, portOf(edge), edge.target]);

/** What has changed from one definition to another. Edges are compared by what they connect. */
export function diffFlows(before: FlowDefinition, after: FlowDefinition): FlowDiff {
  const nameOf = (definition: FlowDefinition, id: string): string => findNode(definition, id)?.name ?? id;
  const old = new Set(before.edges.map(edgeKey));
  const now = new Set(after.edges.map(edgeKey));
  const described = (definition: FlowDefinition, edge: FlowEdge) => ({
    from: nameOf(definition, edge.source),
    to: nameOf(definition, edge.target),
  });
  return {
    nodes: nodeChanges(before, after),
    edges: [
      ...after.edges
        .filter((edge) => !old.has(edgeKey(edge)))
        .map((edge) => ({ kind: 'added' as const, ...described(after, edge) })),
      ...before.edges
        .filter((edge) => !now.has(edgeKey(edge)))
        .map((edge) => ({ kind: 'removed' as const, ...described(before, edge) })),
    ],
    fields: differing(before, after, ['nodes', 'edges', 'formatVersion']),
  };
}

/** Three-way merge of one list by id; undefined where both sides changed the same item differently. */
function mergeById<T extends FlowNode | FlowEdge>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
): T[] | undefined {
  const byId = (list: readonly T[]) => new Map(list.map((item) => [item.id, item]));
  const [b, m, t] = [byId(base), byId(mine), byId(theirs)];
  const merged: T[] = [];
  for (const id of new Set([...t.keys(), ...m.keys()])) {
    const [old, my, their] = [b.get(id), m.get(id), t.get(id)];
    const winner = sameJson(my, old) ? their : sameJson(their, old) || sameJson(my, their) ? my : null;
    if (winner === null) return undefined;
    if (winner) merged.push(winner);
  }
  return merged;
}

/**
 * Joins two people's changes of the same draft. Gives undefined if both changed the same step, connection
 * or setting in different ways, so that somebody has to choose.
 */
export function mergeFlows(
  base: FlowDefinition,
  mine: FlowDefinition,
  theirs: FlowDefinition,
): FlowDefinition | undefined {
  const nodes = mergeById(base.nodes, mine.nodes, theirs.nodes);
  const edges = mergeById(base.edges, mine.edges, theirs.edges);
  const myFields = differing(base, mine, ['nodes', 'edges']);
  const theirFields = differing(base, theirs, ['nodes', 'edges']);
  if (!nodes || !edges || myFields.some((field) => theirFields.includes(field))) return undefined;
  const own = Object.fromEntries(myFields.map((field) => [field, mine[field as keyof FlowDefinition]]));
  const ids = new Set(nodes.map((node) => node.id));
  const joined = edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target));
  return { ...theirs, ...own, nodes, edges: joined };
}
