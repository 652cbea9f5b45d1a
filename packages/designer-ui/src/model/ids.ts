/**
 * A readable id that is not taken yet: the base itself numbered from 1, such as `map1`, `map2`.
 * A number at the end of the base counts on, so that a copy of `map1` becomes `map2`, not `map11`.
 */
export function freshId(base: string, taken: { has(id: string): boolean }): string {
  const stem = base.replace(/\d+$/, '').slice(0, 56) || 'node';
  let number = 1;
  while (taken.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}

/** Gives fresh ids one after the other and remembers those given. */
export function idSource(taken: Iterable<string>): (base: string) => string {
  const used = new Set(taken);
  return (base) => {
    const id = freshId(base, used);
    used.add(id);
    return id;
  };
}
