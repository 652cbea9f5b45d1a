import { lower } from './lower.ts';
import { Parser } from './parser.ts';
import { ProblemLog } from './problems.ts';
import type { SyntaxTree } from './tree.ts';

/**
 * Reads an expression. There is always a tree: where the text is unfinished or wrong, `missing`
 * nodes stand in and the rest is read as it is. Never throws; takes time in proportion to the text.
 */
export function parseSyntax(text: string): SyntaxTree {
  const problems = new ProblemLog();
  const parser = new Parser(text, problems);
  const root = parser.whole(undefined);
  if (problems.empty && parser.needsRules) lower(root, problems);
  return { text, root, tokens: parser.lexer.tokens, problems: problems.result() };
}
