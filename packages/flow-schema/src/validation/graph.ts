interface Arc {
  source: string;
  target: string;
}

/** Nodes as numbers, in the order in which the edges name them: rules follow thousands of edges from every node. */
interface Net {
  ids: readonly string[];
  numberOf: ReadonlyMap<string, number>;
  /** For each node those that its edges lead to, and those that edges come from. */
  leaving: readonly number[][];
  arriving: readonly number[][];
}

function netOf(edges: readonly Arc[]): Net {
  const ids = [...new Set(edges.flatMap(({ source, target }) => [source, target]))];
  const numberOf = new Map(ids.map((id, index) => [id, index]));
  const leaving = ids.map((): number[] => []);
  const arriving = ids.map((): number[] => []);
  for (const { source, target } of edges) {
    const [from = 0, to = 0] = [numberOf.get(source), numberOf.get(target)];
    leaving[from]?.push(to);
    arriving[to]?.push(from);
  }
  return { ids, numberOf, leaving, arriving };
}

/** Which nodes can be reached from one in at least one step. */
function reach(start: number, arcs: readonly number[][]): Uint8Array {
  const found = new Uint8Array(arcs.length);
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const next of arcs[at] ?? [])
      if (found[next] === 0) {
        found[next] = 1;
        open.push(next);
      }
  return found;
}

/** Ids reachable over the edges, the start included. */
export function reachableFrom(start: string, edges: readonly Arc[]): Set<string> {
  const { ids, numberOf, leaving } = netOf(edges);
  const first = numberOf.get(start);
  const found = first === undefined ? undefined : reach(first, leaving);
  return new Set([start, ...ids.filter((_, index) => found?.[index] === 1)]);
}

/** Tells of a node from which others the edges lead to it; from itself only if it lies on a cycle. */
export function ancestorsIn(edges: readonly Arc[]): (id: string) => (other: string) => boolean {
  const { numberOf, arriving } = netOf(edges);
  return (id) => {
    const at = numberOf.get(id);
    const found = at === undefined ? undefined : reach(at, arriving);
    return (other) => found?.[numberOf.get(other) ?? -1] === 1;
  };
}

/** A shortest cycle out of every knot of nodes that lead to each other, as ids in the order of the edges. */
export function cyclesOf(edges: readonly Arc[]): string[][] {
  const net = netOf(edges);
  const open = onOrBetweenCycles(net);
  return net.ids.flatMap((_, start) => {
    if (!open.has(start)) return [];
    const [before, behind] = [reach(start, net.arriving), reach(start, net.leaving)];
    if (behind[start] === 0) return [];
    for (const at of open) if (before[at] === 1 && behind[at] === 1) open.delete(at);
    return [shortestCycle(start, net.leaving).map((at) => net.ids[at] ?? '')];
  });
}

/** What is left after taking away, again and again, the nodes that nothing leads to or that lead nowhere. */
function onOrBetweenCycles({ ids, leaving, arriving }: Net): Set<number> {
  const left = new Set(ids.keys());
  for (const [to, from] of [
    [leaving, arriving],
    [arriving, leaving],
  ] as const) {
    const waitsFor = from.map((sources) => sources.filter((source) => left.has(source)).length);
    const loose = [...left].filter((at) => waitsFor[at] === 0);
    for (let at = loose.pop(); at !== undefined; at = loose.pop()) {
      left.delete(at);
      for (const next of to[at] ?? []) {
        waitsFor[next] = (waitsFor[next] ?? 0) - 1;
        if (waitsFor[next] === 0 && left.has(next)) loose.push(next);
      }
    }
  }
  return left;
}

/** By a search in breadth, from a node that lies on a cycle until an edge leads back to it. */
function shortestCycle(start: number, leaving: readonly number[][]): number[] {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const at of queue)
    for (const next of leaving[at] ?? []) {
      if (next === start) return wayTo(at, start, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  return [];
}

function wayTo(end: number, start: number, cameFrom: ReadonlyMap<number, number>): number[] {
  const way = [end];
  for (let at = end; at !== start; way.unshift(at)) at = cameFrom.get(at) ?? start;
  return way;
}
