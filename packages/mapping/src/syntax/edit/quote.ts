const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/** A text as JSONata writes it. */
export function quoteString(value: string): string {
  return JSON.stringify(value);
}

/**
 * A field's name as a step of a path: in backquotes where it is not a plain word. A name that has
 * backquotes itself is written as a text, which means the field wherever a dot stands before it.
 */
export function quoteName(name: string): string {
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !WORDS.has(name)) return name;
  return name.includes('`') ? quoteString(name) : `\`${name}\``;
}
