import { BUILTINS } from '../jsonata/builtins/index.ts';
import type { SyntaxNode, TextRange } from '../syntax/tree.ts';
import { childrenOf, type TreeNode } from '../syntax/walk.ts';
import { EACH, type PathStep } from './paths.ts';

/** How a source field takes part in a value: it is the value, goes into it, or decides about it. */
export type UseKind = 'direct' | 'computed' | 'condition' | 'filter';

/** A place of the source that an expression reaches; variables of the run begin with `$name`. */
export interface Reached extends TextRange {
  readonly steps: readonly PathStep[];
}

/** A place of the source and what it is used for. */
export interface Use extends Reached {
  readonly kind: UseKind;
}

/** What is known where an expression stands. */
export interface Scope {
  /** What names are looked for in. */
  readonly context: readonly Reached[];
  readonly variables: ReadonlyMap<string, Traced>;
  /** Inside a function and behind an order-by, `%` does not reach what is around. */
  readonly isClosed?: boolean;
}

/** Where a value comes from: places that it is taken from as it is, and others that had a part in it. */
export interface Traced {
  readonly values: readonly Reached[];
  readonly uses: readonly Use[];
}

/** Places followed for one value at most. */
const MAX_REACHED = 50;

/** Functions that call another for each entry, with the parameter that takes the entry. */
const ENTRY_PARAMETERS: Readonly<Record<string, readonly number[]>> = {
  map: [0],
  filter: [0],
  single: [0],
  sort: [0, 1],
  reduce: [1],
  each: [0],
};

/** Functions that give entries of their arguments as they are. */
const SELECTING: ReadonlySet<string> = new Set([
  ...['filter', 'single', 'sort', 'reverse', 'distinct', 'shuffle', 'append'],
]);

/** The scope of a map's beginning: the whole input. */
export const ROOT_SCOPE: Scope = { context: [{ steps: [], from: 0, to: 0 }], variables: new Map() };

/** Where the value of an expression comes from. */
export function trace(node: SyntaxNode, scope: Scope): Traced {
  const tracer = new Tracer();
  const values = tracer.trace(node, scope);
  return { values, uses: tracer.uses };
}

/** The scope behind the steps of a path, and what was used on the way. */
export function tracePath(
  steps: readonly SyntaxNode[],
  scope: Scope,
): { scope: Scope; uses: readonly Use[] } {
  const tracer = new Tracer();
  return { scope: tracer.follow(steps, scope), uses: tracer.uses };
}

/** Every entry of the places; of lists that are marked already, too. */
export function eachOf(places: readonly Reached[]): Reached[] {
  return places.map((place) =>
    place.steps.at(-1) === EACH || place.steps.length === 0
      ? place
      : { ...place, steps: [...place.steps, EACH] },
  );
}

/** The same values under another range: that of the variable which holds them. */
function withRange<Place extends Reached>(places: readonly Place[], { from, to }: TextRange): Place[] {
  return places.map((place) => ({ ...place, from, to }));
}

class Tracer {
  readonly uses: Use[] = [];

  trace(node: SyntaxNode, scope: Scope): readonly Reached[] {
    switch (node.kind) {
      case 'name':
      case 'wildcard':
      case 'descendants':
      case 'parent':
      case 'path':
      case 'filter':
      case 'keepArray':
      case 'sort':
      case 'bindPosition':
      case 'bindContext':
        return withRange(this.follow([node], scope).context, node);
      case 'variable':
        return this.variable(node, scope);
      case 'block':
        return this.block(node.expressions, scope);
      case 'assign':
        return this.trace(node.value, scope);
      case 'array':
        return merged(node.items.map((item) => this.trace(item, scope)));
      case 'condition':
        this.use(node.condition, scope, 'condition');
        return merged([node.then, ...(node.else ? [node.else] : [])].map((part) => this.trace(part, scope)));
      case 'default':
      case 'coalesce':
        return merged([this.trace(node.left, scope), this.trace(node.right, scope)]);
      default:
        return this.operation(node, scope);
    }
  }

  private operation(node: SyntaxNode, scope: Scope): readonly Reached[] {
    switch (node.kind) {
      case 'call':
        return this.call(node, node.arguments, scope);
      case 'apply':
        if (node.right.kind === 'call')
          return this.call(node.right, [node.left, ...node.right.arguments], scope);
        this.useParts(node, scope);
        return [];
      case 'lambda':
        this.lambda(node, [], scope);
        return [];
      case 'group': {
        const context = eachOf(this.trace(node.subject, scope));
        for (const entry of node.entries) {
          this.use(entry.key, { ...scope, context }, 'filter');
          this.use(entry.value, { ...scope, context }, 'computed');
        }
        return [];
      }
      default:
        this.useParts(node, scope);
        return [];
    }
  }

  /** Follows the steps of a path: what is reached is the context of what comes after. */
  follow(steps: readonly SyntaxNode[], scope: Scope): Scope {
    let here = scope;
    for (const step of steps) here = this.step(step, here);
    return here;
  }

  private step(step: SyntaxNode, scope: Scope): Scope {
    switch (step.kind) {
      case 'name':
      case 'string':
        return extended(scope, step.value);
      case 'wildcard':
        return extended(scope, '*');
      case 'descendants':
        return extended(scope, '**');
      case 'parent':
        return { ...scope, context: scope.context.map(parentOf) };
      case 'path':
        return this.follow(step.steps, scope);
      case 'keepArray':
        return this.step(step.subject, scope);
      case 'filter': {
        const inner = this.entries(step.subject, scope);
        this.use(step.predicate, inner, 'filter');
        return inner;
      }
      case 'sort': {
        const inner = this.entries(step.subject, scope);
        for (const term of step.terms) this.use(term.expression, inner, 'filter');
        return inner;
      }
      case 'bindPosition':
        return withVariable(this.step(step.subject, scope), step.variable, { values: [], uses: [] });
      case 'bindContext': {
        const values = eachOf(this.step(step.subject, scope).context);
        return withVariable(scope, step.variable, { values, uses: [] });
      }
      default:
        return { ...scope, context: this.trace(step, scope) };
    }
  }

  private entries(subject: SyntaxNode, scope: Scope): Scope {
    const reached = this.step(subject, scope);
    return { ...reached, context: eachOf(reached.context) };
  }

  private variable(node: Extract<SyntaxNode, { kind: 'variable' }>, scope: Scope): readonly Reached[] {
    if (node.name === '') return withRange(scope.context, node);
    if (node.name === '$') return [{ steps: [], from: node.from, to: node.to }];
    const known = scope.variables.get(node.name);
    if (known === undefined) {
      return BUILTINS.has(node.name) ? [] : [{ steps: [`$${node.name}`], from: node.from, to: node.to }];
    }
    this.uses.push(...withRange(known.uses, node));
    return withRange(known.values, node);
  }

  /** Assignments in a block hold for the expressions after them. */
  private block(expressions: readonly SyntaxNode[], scope: Scope): readonly Reached[] {
    let inner = scope;
    let last: readonly Reached[] = [];
    for (const expression of expressions) {
      if (expression.kind === 'assign') {
        const traced = trace(expression.value, inner);
        last = traced.values;
        inner = withVariable(inner, expression.target, traced);
      } else {
        last = this.trace(expression, inner);
      }
    }
    return last;
  }

  /** @param args the arguments, with the left side of a `~>` first */
  private call(
    node: Extract<SyntaxNode, { kind: 'call' }>,
    args: readonly SyntaxNode[],
    scope: Scope,
  ): readonly Reached[] {
    const name = node.callee.kind === 'variable' ? node.callee.name : '';
    if (!BUILTINS.has(name) || scope.variables.has(name)) this.use(node.callee, scope, 'computed');
    const [list, each, ...rest] = args;
    const parameters = Object.hasOwn(ENTRY_PARAMETERS, name) ? ENTRY_PARAMETERS[name] : undefined;
    if (parameters !== undefined && list !== undefined && each?.kind === 'lambda') {
      const entries = eachOf(this.trace(list, scope));
      const given = parameters.map((position) => [position, entries] as const);
      for (const argument of rest) this.use(argument, scope, 'computed');
      const results = this.lambda(each, given, scope, SELECTING.has(name) ? 'filter' : 'computed');
      return SELECTING.has(name) ? entries : results;
    }
    if (SELECTING.has(name)) return merged(args.map((argument) => this.trace(argument, scope)));
    for (const argument of args) this.use(argument, scope, 'computed');
    return [];
  }

  private lambda(
    node: Extract<SyntaxNode, { kind: 'lambda' }>,
    given: readonly (readonly [number, readonly Reached[]])[],
    scope: Scope,
    kind: UseKind = 'computed',
  ): readonly Reached[] {
    let inner = scope;
    for (const [index, parameter] of node.parameters.entries()) {
      const values = given.find(([position]) => position === index)?.[1] ?? [];
      inner = withVariable(inner, parameter, { values, uses: [] });
    }
    const values = this.trace(node.body, inner);
    if (kind === 'filter') this.note(values, kind);
    return kind === 'filter' ? [] : values;
  }

  private use(node: SyntaxNode, scope: Scope, kind: UseKind): void {
    const traced = trace(node, scope);
    this.note(traced.values, kind);
    // What decides about a part of a condition decides, whatever it does there.
    this.uses.push(...traced.uses.map((use) => (kind === 'computed' ? use : { ...use, kind })));
  }

  private useParts(node: TreeNode, scope: Scope): void {
    for (const child of childrenOf(node)) {
      if (child.kind === 'entry' || child.kind === 'sortTerm') this.useParts(child, scope);
      else this.use(child, scope, 'computed');
    }
  }

  private note(places: readonly Reached[], kind: UseKind): void {
    for (const place of places) this.uses.push({ ...place, kind });
  }
}

function extended(scope: Scope, name: string): Scope {
  return {
    ...scope,
    context: scope.context.map((place) => ({ ...place, steps: [...place.steps, name] })),
  };
}

/** The object that holds the one that is reached. */
function parentOf(place: Reached): Reached {
  const end = place.steps.findLastIndex((step) => step !== EACH);
  return { ...place, steps: place.steps.slice(0, Math.max(0, end)) };
}

function withVariable(scope: Scope, variable: SyntaxNode, value: Traced): Scope {
  if (variable.kind !== 'variable') return scope;
  return { ...scope, variables: new Map(scope.variables).set(variable.name, value) };
}

function merged(all: readonly (readonly Reached[])[]): readonly Reached[] {
  return all.flat().slice(0, MAX_REACHED);
}
