/** Comments and texts of an expression: what stands in them is not read. */
const unread = /\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;
const stepReference = /\$steps\s*\.\s*(?:`([^`]+)`|([A-Za-z_]\w*))/g;

/** The steps that an expression names, as paths such as `$steps.book`. */
export function stepReferences(source: string): string[] {
  if (!source.includes('$steps')) return [];
  const found = source.replace(unread, '""').matchAll(stepReference);
  return [...found].map(([, quoted, plain]) => `$steps.${quoted ?? plain}`);
}
