import { eachChild, type Ast } from './ast.ts';
import { ExpressionError } from './errors.ts';

/** Numbers the free variables of a compiled unit, so that a run looks each of them up once. */
export class Globals {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.names.length;
    this.names.push(name);
    this.numbers.set(name, number);
    return number;
  }
}

/** Largest size of all patterns of a compiled unit: about a quarter of a second to compile, and 9 MB. */
const MAX_PATTERNS = 20_000;

/** Whose variables a scope holds: a block, function or whole expression, or the steps of a path. */
export type ScopeKind = 'frame' | 'tuple';

/** Variables of a part of the expression at compile time; at run time it has a Frame. */
export class Scope {
  readonly kind: ScopeKind;
  readonly parent: Scope | undefined;
  /** Undefined for code compiled while running (`$eval`): its globals are looked up by name. */
  readonly globals: Globals | undefined;
  private readonly slots = new Map<string, number>();
  private readonly parameters: ReadonlySet<string>;
  /** The patterns of the compiled unit, all of its scopes together. */
  private patterns = { size: 0 };

  constructor(
    kind: ScopeKind,
    parent: Scope | undefined,
    globals: Globals | undefined,
    parameters: string[] = [],
  ) {
    this.kind = kind;
    this.parent = parent;
    this.globals = globals;
    this.parameters = new Set(parameters);
    for (const name of parameters) this.declare(name);
  }

  get size(): number {
    return this.slots.size;
  }

  /** Number of the variable's slot in this scope, made when missing. */
  declare(name: string): number {
    const known = this.slots.get(name);
    if (known !== undefined) return known;
    const slot = this.slots.size;
    this.slots.set(name, slot);
    return slot;
  }

  slotOf(name: string): number | undefined {
    return this.slots.get(name);
  }

  /** Whether the variable has a value whenever code of this scope runs. */
  isParameter(name: string): boolean {
    return this.parameters.has(name);
  }

  /** A scope inside this one. */
  inner(kind: ScopeKind, parameters: string[] = []): Scope {
    const scope = new Scope(kind, this, this.globals, parameters);
    scope.patterns = this.patterns;
    return scope;
  }

  /** Size of the patterns that have been compiled for the unit. */
  get patternSize(): number {
    return this.patterns.size;
  }

  /**
   * Reports a pattern about to be compiled.
   * @throws ExpressionError X1009 when the patterns of the unit together are too large
   */
  addPattern(size: number, position: number | undefined): void {
    this.patterns.size += size;
    if (this.patterns.size > MAX_PATTERNS) throw new ExpressionError('X1009', { position });
  }
}

/** Names assigned with := directly in the given expressions, not in scopes inside of them. */
export function assignedNames(expressions: readonly Ast[]): string[] {
  const names: string[] = [];
  const visit = (ast: Ast): void => {
    if (ast.type === 'bind') names.push(ast.lhs.value);
    if (ast.type === 'block' || (ast.type === 'lambda' && ast.thunk !== true)) return;
    eachChild(ast, visit);
  };
  for (const ast of expressions) visit(ast);
  return names;
}
