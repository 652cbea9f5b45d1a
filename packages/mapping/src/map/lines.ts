import type { TextRange } from '../syntax/tree.ts';
import type { MapField } from './fields.ts';
import {
  statementsOf,
  type BlockNode,
  type ForEachNode,
  type FormulaNode,
  type GroupNode,
  type MapTree,
  type ValueNode,
} from './nodes.ts';
import { EACH, formatPath, pathKey, type PathStep } from './paths.ts';
import { asForEach } from './forEachSyntax.ts';
import { eachOf, ROOT_SCOPE, trace, tracePath, type Scope, type Use, type UseKind } from './trace.ts';

/** A line from a field of the source to a place of the target. */
export interface MapLine extends TextRange {
  /** `lines[].quantity`; the entries of a for-each are `lines[]`. */
  target: string;
  /** Node of the map that the line ends at. */
  node: string;
  /** `lines[].qty`; of a variable of the run: `$steps.erp.id`. */
  source: string;
  /**
   * `direct`: the value is the field's; `computed`: it goes into the value; `condition`: it decides between
   * values; `filter`: it decides about entries or their order.
   */
  kind: UseKind;
  /** Whether the source has such a field; left out where the source is not known. */
  known?: boolean;
}

/** Lines of a map, and what is known at each of its nodes. */
export interface TracedMap {
  lines: readonly MapLine[];
  /** Scopes by node id, for what is written inside the node. */
  scopes: ReadonlyMap<string, Scope>;
}

const traced = new WeakMap<MapTree, TracedMap>();

/** Follows all expressions of a map to the fields of the source; worked out once per map. */
export function traceMap(map: MapTree): TracedMap {
  const known = traced.get(map);
  if (known !== undefined) return known;
  const tracer = new LineTracer();
  tracer.value(map.root, ROOT_SCOPE, { id: map.root.id, steps: [] });
  const result = { lines: tracer.lines, scopes: tracer.scopes };
  traced.set(map, result);
  return result;
}

/**
 * The lines of the picture.
 * @param source fields of the source, so that the lines' ends are written as those are (`lines[].qty`)
 */
export function linesOf(map: MapTree, source?: readonly MapField[]): readonly MapLine[] {
  const { lines } = traceMap(map);
  if (source === undefined) return lines;
  const fields = source.filter((field) => field.steps.at(-1) !== EACH);
  const byKey = new Map(fields.map((field) => [pathKey(field.steps), field.path]));
  return lines.map((line) => {
    if (line.source.startsWith('$')) return line;
    const each = line.source.endsWith('[]') ? '[]' : '';
    const path = byKey.get(line.source.replaceAll('[]', ''));
    return path === undefined
      ? { ...line, known: isOpen(line.source) }
      : { ...line, source: path + each, known: true };
  });
}

/** Paths with wildcards can't be said to be unknown. */
function isOpen(path: string): boolean {
  return path === '' || path.includes('*');
}

/** Place of the target that lines end at. */
interface Target {
  id: string;
  steps: readonly PathStep[];
}

class LineTracer {
  readonly lines: MapLine[] = [];
  readonly scopes = new Map<string, Scope>();
  private readonly seen = new Set<string>();

  value(node: ValueNode, scope: Scope, target: Target): void {
    this.scopes.set(node.id, scope);
    switch (node.kind) {
      case 'object':
        for (const field of node.fields) {
          this.scopes.set(field.id, scope);
          this.value(field.value, scope, { id: field.id, steps: field.steps });
        }
        for (const other of node.others) this.formula(other, scope, target);
        break;
      case 'list':
        for (const item of node.items)
          this.value(item, scope, { id: item.id, steps: [...target.steps, EACH] });
        break;
      case 'forEach':
        this.forEach(node, scope);
        break;
      case 'group':
        this.group(node, scope);
        break;
      case 'condition':
        this.formula(node.condition, scope, target, 'condition');
        this.value(node.then, scope, target);
        if (node.otherwise !== undefined) this.value(node.otherwise, scope, target);
        break;
      case 'block':
        this.block(node, scope, target);
        break;
      case 'lookup':
        this.formula(node.key, scope, target, 'computed');
        if (node.options !== undefined) this.formula(node.options, scope, target, 'computed');
        break;
      case 'formula':
        this.formula(node, scope, target);
        break;
      case 'constant':
        break;
    }
  }

  private forEach(node: ForEachNode, scope: Scope): void {
    const loop = asForEach(node.syntax);
    if (loop === undefined) return;
    const inner: readonly PathStep[] = node.many ? [...node.steps, EACH] : node.steps;
    const target = { id: node.id, steps: inner };
    const reached = tracePath(loop.sourceSteps, scope);
    // Entries of a for-each inside another go into the list of that one.
    const context = inner.at(-1) === EACH ? eachOf(reached.scope.context) : reached.scope.context;
    this.add(reached.uses, target);
    const { from, to } = node.source;
    this.add(
      context.map((place) => ({ ...place, from, to, kind: 'direct' as const })),
      target,
    );
    for (const filter of node.filters) this.scopes.set(filter.id, { ...scope, context });
    if (node.form === 'path') {
      const isClosed = scope.isClosed === true || node.sort !== undefined;
      this.value(node.body, { ...reached.scope, context, isClosed }, target);
      return;
    }
    const variables = new Map(scope.variables);
    for (const name of loop.parameters) variables.set(name, { values: [], uses: [] });
    if (node.variable !== undefined) variables.set(node.variable, { values: context, uses: [] });
    this.value(node.body, { context: scope.context, variables, isClosed: true }, target);
  }

  private group(node: GroupNode, scope: Scope): void {
    const target: Target = { id: node.id, steps: [...node.steps, EACH] };
    const { values, uses } = trace(node.source.syntax, scope);
    const inner = { ...scope, context: eachOf(values) };
    this.add(uses, target);
    this.add(
      inner.context.map((place) => ({ ...place, kind: 'direct' as const })),
      target,
    );
    this.formula(node.key, inner, target, 'filter');
    this.value(node.body, inner, target);
  }

  private block(node: BlockNode, scope: Scope, target: Target): void {
    let inner = scope;
    for (const statement of statementsOf(node)) {
      if (statement.kind === 'formula') {
        this.formula(statement, inner, target, 'condition');
        continue;
      }
      this.scopes.set(statement.id, inner);
      this.scopes.set(statement.value.id, inner);
      const value = trace(statement.value.syntax, inner);
      inner = { ...inner, variables: new Map(inner.variables).set(statement.name, value) };
    }
    this.value(node.result, inner, target);
  }

  private formula(node: FormulaNode, scope: Scope, target: Target, kind: UseKind = 'direct'): void {
    this.scopes.set(node.id, scope);
    const { values, uses } = trace(node.syntax, scope);
    this.add(
      values.map((place) => ({ ...place, kind })),
      target,
    );
    this.add(
      kind === 'condition' || kind === 'filter' ? uses.map((use) => ({ ...use, kind })) : uses,
      target,
    );
  }

  private add(uses: readonly Use[], { id, steps }: Target): void {
    const target = formatPath(steps);
    for (const { steps: sourceSteps, kind, from, to } of uses) {
      if (sourceSteps.length === 0) continue;
      const source = formatPath(sourceSteps);
      const key = `${id} ${source} ${kind}`;
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      this.lines.push({ target, node: id, source, kind, from, to });
    }
  }
}
