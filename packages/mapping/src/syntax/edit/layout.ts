import type { GroupNode, ObjectNode, SyntaxTree } from '../tree.ts';
import { findSign, isTrivia, tokenIndexAt } from './tokens.ts';

/**
 * The text that belongs to an entry of an object: the comments before it and those after it in its
 * line. In `{ "a": 1, "b": 2 }` the entry "b" leads in after the comma and ends before the brace.
 */
export interface EntryPlace {
  /** Where its own blanks and comments begin. */
  readonly lead: number;
  readonly from: number;
  /** End of the value, or of a comment between it and the comma. */
  readonly end: number;
  /** Offset of the comma after it. */
  readonly comma: number | undefined;
  /** After the comma and the comments in the same line. */
  readonly tail: number;
}

export interface ObjectLayout {
  readonly entries: readonly EntryPlace[];
  /** After the opening brace and the comments in its line. */
  readonly open: number;
  /** Offset of the closing brace, or of where it is missing. */
  readonly close: number;
}

/** Where the entries of an object or group lie in the text. */
export function layoutOf(tree: SyntaxTree, node: ObjectNode | GroupNode): ObjectLayout {
  const brace = node.kind === 'object' ? node.from : node.at;
  const closed = tree.text[node.to - 1] === '}' && node.to - 1 > brace;
  const close = closed ? node.to - 1 : node.to;
  const open = tailOf(tree, brace + 1, close);
  let lead = open;
  const entries = node.entries.map(({ from, to }, index): EntryPlace => {
    const next = node.entries[index + 1]?.from ?? close;
    const comma = findSign(tree, ',', { from: to, to: next })?.from;
    const end = comma === undefined ? to : trimmedEnd(tree, to, comma);
    const place = {
      lead,
      from,
      end,
      comma,
      tail: tailOf(tree, comma === undefined ? end : comma + 1, close),
    };
    lead = place.tail;
    return place;
  });
  return { entries, open, close };
}

/** End of the comments that follow an offset in its line, if nothing of the object comes after them there. */
function tailOf(tree: SyntaxTree, offset: number, close: number): number {
  let end = offset;
  for (let index = tokenIndexAt(tree, offset); ; index++) {
    const token = tree.tokens[index];
    if (token === undefined) return end;
    if (!isTrivia(token)) return token.from >= close ? end : offset;
    if (token.kind === 'comment') end = token.to;
    else if (tree.text.slice(Math.max(token.from, offset), token.to).includes('\n')) return end;
  }
}

function trimmedEnd({ text }: SyntaxTree, from: number, to: number): number {
  return from + text.slice(from, to).trimEnd().length;
}
