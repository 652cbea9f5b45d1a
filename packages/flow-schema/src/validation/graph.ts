import { groupBy } from '../group-by.ts';

interface Arc {
  source: string;
  target: string;
}

/** Ids reachable over the edges, the start included. */
export function reachableFrom(start: string, edges: readonly Arc[]): Set<string> {
  return closure(
    start,
    groupBy(edges, ({ source }) => source),
    ({ target }) => target,
  );
}

/** Ids from which the edges lead to a node, that node left out unless it lies on a cycle. */
export function ancestorsIn(edges: readonly Arc[]): (id: string) => Set<string> {
  const arriving = groupBy(edges, ({ target }) => target);
  return (id) => {
    const found = new Set<string>();
    for (const { source } of arriving.get(id) ?? [])
      for (const ancestor of closure(source, arriving, (edge) => edge.source)) found.add(ancestor);
    return found;
  };
}

function closure(start: string, arcs: ReadonlyMap<string, Arc[]>, next: (arc: Arc) => string): Set<string> {
  const found = new Set([start]);
  // A set is visited in the order of insertion, additions during the visit included.
  for (const id of found) for (const arc of arcs.get(id) ?? []) found.add(next(arc));
  return found;
}

/** One cycle out of every knot of nodes that lead to each other, as ids in the order of the edges. */
export function cyclesOf(edges: readonly Arc[]): string[][] {
  const leaving = groupBy(edges, ({ source }) => source);
  const done = new Set<string>();
  const cycles: string[][] = [];
  for (const start of leaving.keys()) {
    if (done.has(start)) continue;
    const cycle = cycleFrom(start, leaving, done);
    if (cycle) cycles.push(cycle);
  }
  return cycles;
}

/**
 * Depth-first search, without recursion: flows may be thousands of nodes long. On a cycle all that can be
 * reached from it counts as done, so that each knot is reported once.
 */
function cycleFrom(
  start: string,
  leaving: ReadonlyMap<string, Arc[]>,
  done: Set<string>,
): string[] | undefined {
  const path = [{ id: start, next: 0 }];
  const onPath = new Set([start]);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const arc = leaving.get(top.id)?.[top.next];
    top.next += 1;
    if (!arc) {
      done.add(top.id);
      onPath.delete(top.id);
      path.pop();
    } else if (onPath.has(arc.target)) {
      const ids = path.map(({ id }) => id);
      for (const id of closure(arc.target, leaving, ({ target }) => target)) done.add(id);
      for (const id of ids) done.add(id);
      return ids.slice(ids.indexOf(arc.target));
    } else if (!done.has(arc.target)) {
      onPath.add(arc.target);
      path.push({ id: arc.target, next: 0 });
    }
  }
  return undefined;
}
