/** Syntax tree as the reference parser delivers it after its own post-processing. */

/** Where a parent operator (`%`) finds its value: a variable bound by the step that it refers to. */
export interface ParentSlot {
  label: string;
}

/** A predicate or position binding behind a step of a path. */
export interface Stage {
  type: 'filter' | 'index';
  /** filter: the predicate. */
  expr?: Ast;
  /** index: name of the variable that takes the position. */
  value?: string;
  position?: number;
}

/** `{key: value, …}` applied to a sequence. */
export interface Grouping {
  lhs: [Ast, Ast][];
  position?: number;
}

interface Common {
  position?: number;
  predicate?: Stage[];
  stages?: Stage[];
  group?: Grouping;
  keepArray?: boolean;
  /** The step carries variable bindings along (`@`, `#`, `%`). */
  tuple?: boolean;
  focus?: string;
  index?: string;
  ancestor?: ParentSlot;
  consarray?: boolean;
}

export interface LiteralAst extends Common {
  type: 'string' | 'number' | 'value';
  value: string | number | boolean | null;
}
export interface NameAst extends Common {
  type: 'name';
  value: string;
}
export interface VariableAst extends Common {
  type: 'variable';
  value: string;
}
export interface WildcardAst extends Common {
  type: 'wildcard' | 'descendant';
}
export interface ParentAst extends Common {
  type: 'parent';
  slot: ParentSlot;
}
export interface RegexAst extends Common {
  type: 'regex';
  value: RegExp;
}
export interface OperatorAst extends Common {
  type: 'operator';
  value: string;
}
export interface PathAst extends Common {
  type: 'path';
  steps: Ast[];
  keepSingletonArray?: boolean;
}
export interface BinaryAst extends Common {
  type: 'binary';
  value: string;
  lhs: Ast;
  rhs: Ast;
}
export interface UnaryAst extends Common {
  type: 'unary';
  value: '-' | '[' | '{';
  expression?: Ast;
  expressions?: Ast[];
  lhs?: [Ast, Ast][];
}
export interface ConditionAst extends Common {
  type: 'condition';
  condition: Ast;
  then: Ast;
  else?: Ast;
}
export interface BlockAst extends Common {
  type: 'block';
  expressions: Ast[];
}
export interface BindAst extends Common {
  type: 'bind';
  lhs: VariableAst;
  rhs: Ast;
}
export interface CallAst extends Common {
  type: 'function' | 'partial';
  procedure: Ast;
  arguments: Ast[];
}
export interface LambdaAst extends Common {
  type: 'lambda';
  arguments: VariableAst[];
  body: Ast;
  signature?: { definition: string };
  /** A call in tail position, wrapped by the parser so that it need not nest. */
  thunk?: boolean;
}
export interface ApplyAst extends Common {
  type: 'apply';
  lhs: Ast;
  rhs: Ast;
}
export interface TransformAst extends Common {
  type: 'transform';
  pattern: Ast;
  update: Ast;
  delete?: Ast;
}
export interface SortTerm {
  descending: boolean;
  expression: Ast;
}
export interface SortAst extends Common {
  type: 'sort';
  terms: SortTerm[];
}

export type Ast =
  | LiteralAst
  | NameAst
  | VariableAst
  | WildcardAst
  | ParentAst
  | RegexAst
  | OperatorAst
  | PathAst
  | BinaryAst
  | UnaryAst
  | ConditionAst
  | BlockAst
  | BindAst
  | CallAst
  | LambdaAst
  | ApplyAst
  | TransformAst
  | SortAst;

/** Name of the function that a call names, for messages. */
export function calleeName(call: CallAst): string | undefined {
  const { procedure } = call;
  if (procedure.type === 'path') return pathHead(procedure);
  return procedure.type === 'variable' ? procedure.value : undefined;
}

/** First name of a path, when it begins with one. */
export function pathHead(path: PathAst): string | undefined {
  const first = path.steps[0];
  return first?.type === 'name' ? first.value : undefined;
}

/** Calls back with each expression directly inside a node, in order of evaluation. */
export function eachChild(ast: Ast, visit: (child: Ast) => void): void {
  eachOwnChild(ast, visit);
  // Predicates, stages and grouping hanging on the node.
  for (const stage of ast.predicate ?? NO_STAGES) if (stage.expr) visit(stage.expr);
  for (const stage of ast.stages ?? NO_STAGES) if (stage.expr) visit(stage.expr);
  if (ast.group) eachOfPairs(ast.group.lhs, visit);
}

const NO_STAGES: readonly Stage[] = [];

/** Like eachChild, without what hangs on the node. */
export function eachOwnChild(ast: Ast, visit: (child: Ast) => void): void {
  switch (ast.type) {
    case 'path':
      return ast.steps.forEach(visit);
    case 'binary':
    case 'apply':
      visit(ast.lhs);
      return visit(ast.rhs);
    case 'unary':
      ast.expressions?.forEach(visit);
      if (ast.expression) visit(ast.expression);
      return ast.lhs && eachOfPairs(ast.lhs, visit);
    case 'condition':
      visit(ast.condition);
      visit(ast.then);
      return ast.else && visit(ast.else);
    case 'block':
      return ast.expressions.forEach(visit);
    case 'bind':
      return visit(ast.rhs);
    case 'function':
    case 'partial':
      visit(ast.procedure);
      return ast.arguments.forEach(visit);
    case 'lambda':
      return visit(ast.body);
    case 'transform':
      visit(ast.pattern);
      visit(ast.update);
      return ast.delete && visit(ast.delete);
    case 'sort':
      for (const term of ast.terms) visit(term.expression);
      return;
    default:
  }
}

function eachOfPairs(pairs: readonly [Ast, Ast][], visit: (child: Ast) => void): void {
  for (const [key, value] of pairs) {
    visit(key);
    visit(value);
  }
}
