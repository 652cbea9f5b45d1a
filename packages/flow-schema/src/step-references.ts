/** Texts and comments of an expression: what looks like a reference in them is none. */
const unread = /\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;
const reference = /\$steps\s*\.\s*(?:`([^`]+)`|([A-Za-z_]\w*))/g;

/** Ids of the nodes whose outputs an expression reads by name: `book` for `$steps.book.no`, each once. */
export function stepReferences(source: string): string[] {
  if (!source.includes('$steps')) return [];
  const found = source.replace(unread, '""').matchAll(reference);
  return [...new Set([...found].map(([, quoted, plain]) => quoted ?? plain ?? ''))];
}
