import type { Ast } from './ast.ts';
/** Placeholder */
export function referencesOf(ast: Ast): string[] {
  void ast;
  return [];
}
