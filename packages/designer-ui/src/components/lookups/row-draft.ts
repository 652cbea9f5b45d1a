import type {
  LookupDefinition,
  LookupEntry,
  LookupKeyColumn,
  LookupValueColumn,
} from '@crossdock/flow-schema';

/** A row while it is being edited: texts by path, such as `keys.item`, `keys.qty.from`, `validTo`. */
export type RowDraft = Record<string, string>;

export const columnLabel = ({ title, name }: LookupKeyColumn | LookupValueColumn): string => title || name;

/** Paths of a key column's inputs. */
export function keyPaths({ name, match }: LookupKeyColumn): string[] {
  return match === 'range' ? [`keys.${name}.from`, `keys.${name}.to`] : [`keys.${name}`];
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** The draft of a row; of a new one where there is none. */
export function draftOf({ keys, values }: LookupDefinition, row?: LookupEntry): RowDraft {
  const draft: RowDraft = {
    partner: row?.partner === '*' ? '' : textOf(row?.partner),
    environment: textOf(row?.environment),
    validFrom: textOf(row?.validFrom),
    validTo: textOf(row?.validTo),
  };
  for (const column of keys) {
    const cell = row?.keys[column.name];
    for (const path of keyPaths(column)) draft[path] = typeof cell === 'object' ? '' : textOf(cell);
    if (typeof cell !== 'object') continue;
    draft[`keys.${column.name}.from`] = textOf(cell.from);
    draft[`keys.${column.name}.to`] = textOf(cell.to);
  }
  for (const { name } of values) draft[`values.${name}`] = textOf(row?.values[name]);
  return draft;
}

/** The row that a draft says. Numbers and the like stay texts: the server knows the types of the columns. */
export function entryOf({ keys, values }: LookupDefinition, draft: RowDraft): LookupEntry {
  const at = (path: string): string => draft[path] ?? '';
  return {
    keys: Object.fromEntries(
      keys.map(({ name, match }) => [
        name,
        match === 'range' ? rangeOf(at(`keys.${name}.from`), at(`keys.${name}.to`)) : at(`keys.${name}`),
      ]),
    ),
    values: Object.fromEntries(values.map(({ name }) => [name, at(`values.${name}`)])),
    partner: at('partner').trim() || '*',
    environment: at('environment') || null,
    validFrom: at('validFrom') || null,
    validTo: at('validTo') || null,
  };
}

const rangeOf = (from: string, to: string): { from?: string; to?: string } => ({
  ...(from.trim() ? { from: from.trim() } : {}),
  ...(to.trim() ? { to: to.trim() } : {}),
});

/** What can be told to be wrong without asking the server. */
export function draftErrors({ keys }: LookupDefinition, draft: RowDraft): Partial<Record<string, string>> {
  const missing = keys.filter(({ name, match }) => match !== 'range' && !draft[`keys.${name}`]?.trim());
  return Object.fromEntries(missing.map(({ name }) => [`keys.${name}`, 'is needed']));
}

/** A key that a run asked for, as the columns of the table have it. */
export function draftOfKey(definition: LookupDefinition, key: unknown): RowDraft {
  const draft = draftOf(definition);
  const [only, ...others] = definition.keys;
  const parts: Record<string, unknown> =
    typeof key === 'object' && key !== null
      ? { ...key }
      : only && others.length === 0
        ? { [only.name]: key }
        : {};
  for (const column of definition.keys) {
    const [path = ''] = keyPaths(column);
    draft[path] = textOf(parts[column.name]);
  }
  return draft;
}
