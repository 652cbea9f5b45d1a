import { calleeName, eachChild, type Ast } from './ast.ts';

/** Lookup tables that an expression names: the literal first arguments of `$lookup`, each once, sorted. */
export function lookupTablesOf(ast: Ast): string[] {
  const found = new Set<string>();
  collect(ast, found);
  return [...found].sort();
}

function collect(ast: Ast, found: Set<string>): void {
  const table = tableOf(ast);
  if (table !== undefined) found.add(table);
  eachChild(ast, (child) => collect(child, found));
}

function tableOf(ast: Ast): string | undefined {
  if (ast.type === 'function' || ast.type === 'partial') return literalOf(ast, ast.arguments[0]);
  // `"units" ~> $lookup(unit)` puts the table before the written arguments.
  if (ast.type === 'apply' && ast.rhs.type === 'function') return literalOf(ast.rhs, ast.lhs);
  return undefined;
}

function literalOf(call: Ast, argument: Ast | undefined): string | undefined {
  if (call.type !== 'function' && call.type !== 'partial') return undefined;
  if (calleeName(call) !== 'lookup' || call.procedure.type !== 'variable') return undefined;
  return argument?.type === 'string' && typeof argument.value === 'string' ? argument.value : undefined;
}
