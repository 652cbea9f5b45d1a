import { findSign } from '../syntax/edit/tokens.ts';
import type { SyntaxNode, SyntaxTree, TextRange, Token } from '../syntax/tree.ts';

/** What is said about one entry of an object, and how far the entry reaches with it. */
export interface EntryComments {
  comments: readonly string[];
  extent: TextRange;
}

/**
 * Comments of an object's entries: those before an entry and in it are about it, those behind it in its line too
 * unless the next entry follows in that line, and what comes after the last entry is about the last one.
 */
export function entryComments(
  tree: SyntaxTree,
  object: Extract<SyntaxNode, { kind: 'object' }>,
): EntryComments[] {
  const { entries } = object;
  const before: Token[][] = entries.map(() => []);
  const behind: Token[][] = entries.map(() => []);
  for (let index = 0; index <= entries.length; index += 1) {
    const from = entries[index - 1]?.to ?? object.from + 1;
    const to = entries[index]?.from ?? object.to;
    const comma = findSign(tree, ',', { from, to })?.from ?? to;
    for (const comment of commentsBetween(tree.tokens, from, to)) {
      const sameLine = !tree.text.slice(from, comment.from).includes('\n');
      const leadsOn = comment.from > comma && !tree.text.slice(comment.to, to).includes('\n');
      const ofBefore = index === entries.length || (sameLine && !leadsOn);
      const owner = index > 0 && ofBefore ? behind[index - 1] : before[index];
      owner?.push(comment);
    }
  }
  return entries.map(({ from, to, key, value }, index) => {
    const [lead, trail] = [before[index] ?? [], behind[index] ?? []];
    const within = commentsBetween(tree.tokens, key.to, value.from);
    return {
      comments: [...lead, ...within, ...trail].map((token) =>
        contentOf(tree.text.slice(token.from, token.to)),
      ),
      extent: { from: lead[0]?.from ?? from, to: trail.at(-1)?.to ?? to },
    };
  });
}

function commentsBetween(tokens: readonly Token[], from: number, to: number): Token[] {
  const found: Token[] = [];
  for (let index = firstTokenAt(tokens, from); index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || token.from >= to) break;
    if (token.kind === 'comment') found.push(token);
  }
  return found;
}

/** Position of the first token that begins at an offset or after it. */
function firstTokenAt(tokens: readonly Token[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.from ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function contentOf(comment: string): string {
  return comment
    .replace(/^\/\*+/, '')
    .replace(/\*+\/$/, '')
    .trim();
}
