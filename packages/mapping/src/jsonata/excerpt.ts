/** Characters of the expression shown on each side of a place. */
const REACH = 30;

/** A place in an expression as people look for it. */
export interface ExcerptPlace {
  /** Counted from 1. */
  line: number;
  /** Counted from 1, in UTF-16 units. */
  column: number;
  /** The part of the expression around the place, on one line. */
  excerpt: string;
  /** The line of the place, cut if it is long, and carets under what is concerned on the next line. */
  pointer: string;
}

/**
 * Describes a place in an expression.
 * @param position offset just behind what is concerned, as JSONata tells it
 * @param token what is concerned, where it is known
 */
export function describePlace(source: string, position: number, token: string | undefined): ExcerptPlace {
  const [start, end] = rangeOf(source, position, token);
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = source.indexOf('\n', start);
  const line = source.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).trimEnd();
  return {
    line: source.slice(0, lineStart).split('\n').length,
    column: start - lineStart + 1,
    excerpt: around(source, position).replace(/\s+/g, ' ').trim(),
    pointer: pointerIn(line, start - lineStart, end - start),
  };
}

/** Where the token stands: a function's name is followed by the bracket that the position is behind. */
function rangeOf(source: string, position: number, token: string | undefined): [number, number] {
  if (token !== undefined && token !== '') {
    for (const end of [position, position - 1]) {
      const start = end - token.length;
      if (start >= 0 && source.startsWith(token, start))
        return [source[start - 1] === '$' ? start - 1 : start, end];
    }
  }
  const start = Math.max(0, Math.min(position, source.length) - 1);
  return [start, start + 1];
}

function around(text: string, place: number): string {
  const from = Math.max(0, place - REACH);
  const to = Math.min(text.length, place + REACH);
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}

function pointerIn(line: string, start: number, length: number): string {
  const shown = around(line, start);
  const lead = start > REACH ? REACH + 1 : start;
  // Tabs stay tabs, so that the carets stand under their place however wide a tab is.
  const indent = shown.slice(0, lead).replace(/[^\t]/g, ' ');
  return `${shown}\n${indent}${'^'.repeat(Math.max(1, Math.min(length, shown.length - lead)))}`;
}
