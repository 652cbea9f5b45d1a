import type { FuncKeywordDefinition } from 'ajv';

/**
 * `uniqueItems` in linear time. The keyword that ajv brings compares every pair of objects, which lets a long
 * list hold up the process.
 */
export const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  errors: false,
  validate: (wanted: boolean, items: unknown[]): boolean => {
    if (!wanted) return true;
    const seen = new Set<string>();
    for (const item of items) {
      const text = canonicalText(item);
      if (seen.has(text)) return false;
      seen.add(text);
    }
    return true;
  },
};

/** One text per JSON value, whatever the order of its properties. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
