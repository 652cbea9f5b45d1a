/** Named data of a document while it is read or written. */
export type Data = Record<string, unknown>;

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that holds the last name of a path, made where there is none yet. */
export function descend(parent: Data, path: readonly string[]): Data {
  let holder = parent;
  for (let index = 0; index < path.length - 1; index += 1) holder = child(holder, path[index] ?? '');
  return holder;
}

/** The object under a name, made where there is none yet. */
export function child(parent: Data, name: string): Data {
  const existing = parent[name];
  if (isData(existing)) return existing;
  const created: Data = {};
  parent[name] = created;
  return created;
}

/** The value at a path, undefined where there is none. */
export function valueAt(parent: Data, path: readonly string[]): unknown {
  let value: unknown = parent;
  for (const name of path) {
    if (!isData(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** A new object at the end of a list. */
export function append(holder: Data, name: string): Data {
  const list = holder[name];
  const data: Data = {};
  if (Array.isArray(list)) list.push(data);
  else holder[name] = [data];
  return data;
}
