import type { SyntaxTree, Token } from '../tree.ts';

/** Index of the token that an offset lies in, or that begins there; the number of tokens at the end. */
export function tokenIndexAt({ tokens }: SyntaxTree, offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.to ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first token from an offset on that is the sign, before another offset. */
export function findSign(
  tree: SyntaxTree,
  id: string,
  { from, to }: { from: number; to: number },
): Token | undefined {
  for (let index = tokenIndexAt(tree, from); ; index++) {
    const token = tree.tokens[index];
    if (!token || token.from >= to) return undefined;
    if (token.id === id && token.from >= from) return token;
  }
}

/** Whether a token means nothing. */
export function isTrivia({ kind }: Token): boolean {
  return kind === 'blank' || kind === 'comment';
}

/** Blanks at the beginning of the line that an offset lies in. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
