import { tokenIndexAt } from '../edit/tokens.ts';
import { parseSyntax } from '../parse.ts';
import type { SyntaxTree, Token } from '../tree.ts';
import { infer } from './infer.ts';
import { rootScope, type Scope } from './scope.ts';
import { placesAt, type Place } from './places.ts';
import { knownOf, type Surroundings } from './surroundings.ts';

/** Where the cursor is in an expression. */
export interface Cursor {
  readonly tree: SyntaxTree;
  readonly offset: number;
  /** The token that the cursor is in or right behind, if it is not blank. */
  readonly touched: Token | undefined;
  /** The last token before the one touched that means something. */
  readonly previous: Token | undefined;
  /** Nodes around the place, from the root on; blanks before the cursor don't matter. */
  readonly places: readonly Place[];
}

export function cursorAt(text: string, offset: number, surroundings: Surroundings): Cursor {
  const tree = parseSyntax(text);
  const touched = touchedToken(tree, offset);
  const previous = significantBefore(tree, touched?.from ?? offset);
  const isOpen = touched === undefined || touched.kind === 'comment';
  const at = isOpen ? (previous?.to ?? 0) : Math.min(offset, touched.to);
  return { tree, offset, touched, previous, places: placesAt(tree.root, at, scopeOf(surroundings)) };
}

function scopeOf(surroundings: Surroundings): Scope {
  const variables = Object.entries(surroundings.bindings ?? {}).map(
    ([name, source]) => [name, knownOf(source)] as const,
  );
  return rootScope(knownOf(surroundings), new Map(variables), infer);
}

/** Signs are touched only from within: behind them something new begins. */
function touchedToken(tree: SyntaxTree, offset: number): Token | undefined {
  const before = offset > 0 ? tree.tokens[tokenIndexAt(tree, offset - 1)] : undefined;
  if (before && before.from < offset && (isWord(before) || before.to > offset))
    return before.kind === 'blank' ? undefined : before;
  const after = tree.tokens[tokenIndexAt(tree, offset)];
  return after && after.from === offset && isWord(after) ? after : undefined;
}

function isWord({ kind }: Token): boolean {
  return kind !== 'blank' && kind !== 'operator' && kind !== 'comment' && kind !== 'unknown';
}

function significantBefore(tree: SyntaxTree, offset: number): Token | undefined {
  for (let index = tokenIndexAt(tree, offset) - 1; index >= 0; index--) {
    const token = tree.tokens[index];
    if (token && token.to <= offset && token.kind !== 'blank' && token.kind !== 'comment') return token;
  }
  return undefined;
}
