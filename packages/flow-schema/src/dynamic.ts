/**
 * Values that may be expressions. In a dynamic field a string that starts with `=` is a JSONata expression;
 * one that starts with `'=` is the text behind the quote. (With more quotes before the `=`, one is taken off
 * as well, so that every text can be written.)
 */

const quotedLiteral = /^'+=/;

export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('=');
}

/** The expression behind the `=`, or undefined if the value is a literal. */
export function expressionOf(value: unknown): string | undefined {
  return isExpression(value) ? value.slice(1) : undefined;
}

/** What a literal string stands for: itself, without the quote that keeps it from being an expression. */
export function literal(text: string): string {
  return quotedLiteral.test(text) ? text.slice(1) : text;
}

/** How a text is written so that `literal` gives it back. */
export function toLiteral(text: string): string {
  return text.startsWith('=') || quotedLiteral.test(text) ? `'${text}` : text;
}

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Path of a property or entry below another path: `cases[0].when`, `headers["X-Id"]`. */
export function childPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!identifier.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

export interface FoundExpression {
  /** For example `input.body.lines[0]`. */
  path: string;
  /** Without the `=`. */
  source: string;
}

/** Every expression in a dynamic value, at any depth, in document order. */
export function expressionsIn(value: unknown, path = ''): FoundExpression[] {
  const source = expressionOf(value);
  if (source !== undefined) return [{ path, source }];
  if (Array.isArray(value))
    return value.flatMap((entry, index) => expressionsIn(entry, childPath(path, index)));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, entry]) => expressionsIn(entry, childPath(path, key)));
  return [];
}

/**
 * The value that a dynamic value stands for: expressions replaced by what they give, literals unquoted.
 * Properties whose expression gives nothing are left out; entries of a list become null.
 *
 * @throws whatever `evaluate` throws; `path` says where the expression stands.
 */
export async function resolveDynamic(
  value: unknown,
  evaluate: (source: string, path: string) => unknown,
  path = '',
): Promise<unknown> {
  const source = expressionOf(value);
  if (source !== undefined) return await evaluate(source, path);
  if (typeof value === 'string') return literal(value);
  if (Array.isArray(value)) {
    const entries: unknown[] = [];
    for (const [index, entry] of value.entries())
      entries.push((await resolveDynamic(entry, evaluate, childPath(path, index))) ?? null);
    return entries;
  }
  if (typeof value !== 'object' || value === null) return value;
  const properties: [string, unknown][] = [];
  for (const [key, entry] of Object.entries(value)) {
    const resolved = await resolveDynamic(entry, evaluate, childPath(path, key));
    if (resolved !== undefined) properties.push([key, resolved]);
  }
  return Object.fromEntries(properties);
}
