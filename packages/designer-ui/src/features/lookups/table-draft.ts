import type { LookupDefinition, LookupTable } from '@crossdock/flow-schema';

/** A table to begin with: one key, one value, and runs that wait for what is missing. */
export const newTable: LookupDefinition = {
  key: '',
  title: '',
  keys: [{ name: 'theirs', match: 'exact', type: 'text', ignoreCase: true }],
  values: [{ name: 'ours', type: 'text' }],
  onMiss: { policy: 'exception' },
};

/** The part of a table that is edited. */
export function definitionOf({
  version: _version,
  rows: _rows,
  usedBy: _usedBy,
  updatedAt: _updatedAt,
  updatedBy: _updatedBy,
  ...definition
}: LookupTable): LookupDefinition {
  return definition;
}

/** A key made of a title: `Units of measure` → `units-of-measure`. */
export function keyFrom(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}
