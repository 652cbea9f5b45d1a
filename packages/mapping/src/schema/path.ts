/**
 * The path of a field within an object: `lines[].quantity`. Names that are no plain words stand in backticks, as
 * in JSONata; `*` stands for names that are not known beforehand.
 */
export function fieldPath(path: string, name: string): string {
  const written = name === '*' || /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``;
  return path === '' ? written : `${path}.${written}`;
}
