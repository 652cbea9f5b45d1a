import type { Ast } from '../ast.ts';
import { ExpressionError } from '../errors.ts';
import type { Evaluator } from '../frame.ts';
import type { Scope } from '../scope.ts';
import { finish, finishKeeping } from '../values.ts';
import { compileApply } from './apply.ts';
import { compileCall, compilePartial } from './calls.ts';
import type { Compile, NodeCompiler } from './context.ts';
import { compileBind, compileBlock, compileCondition } from './control.ts';
import { compileFilter } from './filters.ts';
import { compileGroup } from './groups.ts';
import { compileLambda } from './lambdas.ts';
import { compileLiteral, compileName, compileRegex } from './leaves.ts';
import { compileBinary } from './operators.ts';
import { compilePath } from './paths.ts';
import { compileTransform } from './transforms.ts';
import { compileUnary } from './unary.ts';
import { compileParent, compileVariable } from './variables.ts';
import { compileDescendant, compileWildcard } from './wildcards.ts';

type Compilers = { [T in Ast['type']]: NodeCompiler<Extract<Ast, { type: T }>> };

/** Sort steps exist in paths only and bare operators in partial calls only; both look after them. */
const misplaced: NodeCompiler<Ast> = (ast) => {
  throw new ExpressionError('S0206', { position: ast.position, token: ast.type });
};

const COMPILERS: Compilers = {
  string: compileLiteral,
  number: compileLiteral,
  value: compileLiteral,
  name: compileName,
  variable: compileVariable,
  wildcard: compileWildcard,
  descendant: compileDescendant,
  parent: compileParent,
  regex: compileRegex,
  operator: misplaced,
  path: compilePath,
  binary: compileBinary,
  unary: compileUnary,
  condition: compileCondition,
  block: compileBlock,
  bind: compileBind,
  function: compileCall,
  partial: compilePartial,
  lambda: compileLambda,
  apply: compileApply,
  transform: compileTransform,
  sort: misplaced,
};

/** Node types whose result can be an unfinished sequence; calls, blocks and the like finish theirs. */
const MAY_GIVE_SEQUENCE: ReadonlySet<Ast['type']> = new Set<Ast['type']>([
  'name',
  'variable',
  'wildcard',
  'descendant',
  'parent',
  'apply',
]);

/** Compiles a node with its predicates and grouping. */
export const compileNode: Compile = (ast, scope) => {
  // Each entry of the table takes exactly the nodes of its key.
  const compiler = COMPILERS[ast.type] as NodeCompiler<Ast>;
  let evaluator = compiler(ast, scope, compileNode);
  for (const stage of ast.predicate ?? []) {
    if (stage.expr) evaluator = filtered(evaluator, stage.expr, ast, scope);
  }
  if (ast.group && ast.type !== 'path') {
    const source = evaluator;
    const group = compileGroup(ast.group, scope, compileNode, ast.tuple === true);
    evaluator = (input, frame) => group(source(input, frame), frame);
  }
  return finished(evaluator, ast);
};

function filtered(source: Evaluator, predicate: Ast, owner: Ast, scope: Scope): Evaluator {
  const filter = compileFilter(predicate, scope, compileNode, owner.tuple === true);
  return (input, frame) => filter(source(input, frame), frame);
}

function finished(evaluator: Evaluator, ast: Ast): Evaluator {
  if (ast.keepArray === true) return (input, frame) => finishKeeping(evaluator(input, frame));
  const open = ast.predicate !== undefined || MAY_GIVE_SEQUENCE.has(ast.type);
  return open ? (input, frame) => finish(evaluator(input, frame)) : evaluator;
}
