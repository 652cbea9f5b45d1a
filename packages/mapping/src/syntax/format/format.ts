import { indentAt } from '../edit/tokens.ts';
import { parseSyntax } from '../parse.ts';
import type { SyntaxNode, SyntaxTree } from '../tree.ts';
import type { TextChange } from '../edit/changes.ts';
import { print } from './doc.ts';
import { Feed } from './feed.ts';
import { Formatter } from './nodes.ts';

export interface FormatOptions {
  /** Characters in a line, as far as possible; 100 when left out. */
  width?: number;
}

const WIDTH = 100;

/**
 * An expression in the one style that maps are written in: two blanks a level, each field in its own
 * line where an object does not fit into one. Comments, quotes, brackets and single empty lines stay.
 * A text with problems is given back as it is.
 */
export function formatExpression(text: string, { width = WIDTH }: FormatOptions = {}): string {
  const tree = parseSyntax(text);
  if (tree.problems.length > 0) return text;
  const feed = new Feed(tree, { from: 0, to: text.length });
  const formatted = print(new Formatter(feed).whole(tree.root), { width, column: 0, indent: 0 });
  return formatted.trim();
}

/** The changes that bring one part of an expression into the style, where it stands. */
export function formatNode(
  tree: SyntaxTree,
  node: SyntaxNode,
  { width = WIDTH }: FormatOptions = {},
): TextChange[] {
  const { from, to } = node;
  const column = from - (tree.text.lastIndexOf('\n', from - 1) + 1);
  const indent = indentAt(tree.text, from).length;
  const insert = print(new Formatter(new Feed(tree, node)).whole(node), { width, column, indent });
  return insert === tree.text.slice(from, to) ? [] : [{ from, to, insert }];
}
