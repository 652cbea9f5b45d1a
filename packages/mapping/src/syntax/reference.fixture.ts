import jsonata from 'jsonata';

/** What the reference parser gives, or undefined where it refuses the expression. */
export function referenceParse(text: string): unknown {
  try {
    return jsonata(text).ast();
  } catch {
    return undefined;
  }
}

/** Fields of the reference's bookkeeping, which evaluators don't read. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['seekingParent', 'level', 'source', 'validate', 'name']);

/** Nodes whose type says all: the sign that they keep as a value tells nothing more. */
const SIGNS: ReadonlySet<unknown> = new Set([
  'wildcard',
  'descendant',
  'function',
  'partial',
  'bind',
  'apply',
]);

/**
 * A syntax tree as plain data with nothing in it that may differ.
 * @param copied inside a condition: what `?:` and `??` copy there loses its patterns in the reference
 */
export function comparable(ast: unknown, copied = false): unknown {
  if (ast instanceof RegExp) return String(ast);
  if (Array.isArray(ast)) return ast.map((one) => comparable(one, copied));
  if (typeof ast !== 'object' || ast === null) return ast;
  const node = ast as Record<string, unknown>;
  const kept = Object.entries(node).filter(([key, value]) => {
    if (copied && key === 'value' && node['type'] === 'regex') return false;
    return value !== undefined && isMeaningful(node, key);
  });
  return Object.fromEntries(
    kept.map(([key, value]) => [key, comparable(value, copied || key === 'condition')]),
  );
}

function isMeaningful(node: Record<string, unknown>, key: string): boolean {
  // The number of a parent operator, or the variable that takes a position.
  if (key === 'index') return 'type' in node;
  return !BOOKKEEPING.has(key) && !(key === 'value' && SIGNS.has(node['type']));
}

/** The same without positions: what an expression means, however it is laid out. */
export function meaning(ast: unknown): unknown {
  if (Array.isArray(ast)) return ast.map(meaning);
  if (typeof ast !== 'object' || ast === null) return ast;
  const kept = Object.entries(ast).filter(([key]) => key !== 'position');
  return Object.fromEntries(kept.map(([key, value]) => [key, meaning(value)]));
}
