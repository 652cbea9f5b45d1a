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

/** The expressions directly inside a node, in order of evaluation. */
export function childrenOf(ast: Ast): Ast[] {
  return [...ownChildren(ast), ...attachedChildren(ast)];
}

function ownChildren(ast: Ast): Ast[] {
  switch (ast.type) {
    case 'path':
      return ast.steps;
    case 'binary':
    case 'apply':
      return [ast.lhs, ast.rhs];
    case 'unary':
      return [
        ...(ast.expressions ?? []),
        ...(ast.expression ? [ast.expression] : []),
        ...(ast.lhs ?? []).flat(),
      ];
    case 'condition':
      return [ast.condition, ast.then, ...(ast.else ? [ast.else] : [])];
    case 'block':
      return ast.expressions;
    case 'bind':
      return [ast.rhs];
    case 'function':
    case 'partial':
      return [ast.procedure, ...ast.arguments];
    case 'lambda':
      return [ast.body];
    case 'transform':
      return [ast.pattern, ast.update, ...(ast.delete ? [ast.delete] : [])];
    case 'sort':
      return ast.terms.map((term) => term.expression);
    default:
      return [];
  }
}

/** Predicates, stages and grouping hanging on a node. */
function attachedChildren(ast: Ast): Ast[] {
  const stages = [...(ast.predicate ?? []), ...(ast.stages ?? [])].flatMap((stage) =>
    stage.expr ? [stage.expr] : [],
  );
  return [...stages, ...(ast.group?.lhs ?? []).flat()];
}
