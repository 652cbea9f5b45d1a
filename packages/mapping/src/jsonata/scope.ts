import { eachChild, type Ast } from './ast.ts';

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
    return new Scope(kind, this, this.globals, parameters);
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
