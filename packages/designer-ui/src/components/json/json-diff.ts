/** One difference between two JSON values. */
export interface JsonChange {
  /** As people write it: `lines[0].sku`; empty for the whole value. */
  path: string;
  kind: 'added' | 'removed' | 'changed';
  before: unknown;
  after: unknown;
}

/**
 * What makes `after` different from `before`, in the order of the document. Arrays are compared by place,
 * after their common beginning and end: an entry put in the middle is one change, not a shift of all.
 */
export function diffJson(before: unknown, after: unknown, path = ''): JsonChange[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return diffArrays(before, after, path);
  if (isRecord(before) && isRecord(after)) return diffRecords(before, after, path);
  if (before === undefined) return [{ path, kind: 'added', before, after }];
  if (after === undefined) return [{ path, kind: 'removed', before, after }];
  return [{ path, kind: 'changed', before, after }];
}

export const sameJson = (a: unknown, b: unknown): boolean => diffJson(a, b).length === 0;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function diffRecords(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  path: string,
): JsonChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const inside = `${path}${memberOf(name, path === '')}`;
    if (!Object.hasOwn(before, name))
      return [{ path: inside, kind: 'added' as const, before: undefined, after: after[name] }];
    if (!Object.hasOwn(after, name))
      return [{ path: inside, kind: 'removed' as const, before: before[name], after: undefined }];
    return diffJson(before[name], after[name], inside);
  });
}

function memberOf(name: string, first: boolean): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `[${JSON.stringify(name)}]`;
  return first ? name : `.${name}`;
}

function diffArrays(before: unknown[], after: unknown[], path: string): JsonChange[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && sameJson(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && sameJson(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const old = before.slice(head, before.length - tail);
  const fresh = after.slice(head, after.length - tail);
  const longest = Math.max(old.length, fresh.length);
  return Array.from({ length: longest }, (_, index) => {
    const place = `${path}[${head + index}]`;
    if (index >= old.length)
      return [{ path: place, kind: 'added' as const, before: undefined, after: fresh[index] }];
    if (index >= fresh.length)
      return [{ path: place, kind: 'removed' as const, before: old[index], after: undefined }];
    return diffJson(old[index], fresh[index], place);
  }).flat();
}
