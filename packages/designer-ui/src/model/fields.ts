/** Places inside a JSON value, written as validation writes them: `config.cases[0].when`. */

/** Whether a path is another or lies inside of it. */
export function isWithin(path: string, parent: string): boolean {
  return path === parent || parent === '' || path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);
}
