/**
 * Texts, quoted names and comments are passed over: what looks like a reference in them is none. One that is never
 * closed goes on to the end, so that no text, however it is made, is read more than once.
 */
const token =
  /\$steps\s*\.\s*(?:`([^`]+)`|"([^"\\]+)"|'([^'\\]+)'|([A-Za-z_]\w*))|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]?|[^"\\])*(?:"|$)|'(?:\\[\s\S]?|[^'\\])*(?:'|$)|`[^`]*(?:`|$)/g;

/** Ids of the nodes whose outputs an expression reads by name: `book` for `$steps.book.no`, each once. */
export function stepReferences(source: string): string[] {
  if (!source.includes('$steps')) return [];
  const ids = [...source.matchAll(token)].map((found) => found.slice(1).find((id) => id !== undefined));
  return [...new Set(ids.filter((id) => id !== undefined))];
}
