import type { LookupDefinition, LookupRow } from '@crossdock/flow-schema';
import { keyCellText, valueText } from '../../components/lookups/cell-text.ts';
import { columnLabel } from '../../components/lookups/row-draft.ts';
import type { Column } from '../../components/table/data-table.tsx';
import { RelativeTime } from '../../components/time/relative-time.tsx';

export interface RowColumnsOptions {
  definition: LookupDefinition;
  environmentName(key: string): string;
  onOpen(row: LookupRow): void;
}

/** Columns of a table's rows: its own, then for whom and when a row counts. */
export function rowColumns({ definition, environmentName, onOpen }: RowColumnsOptions): Column<LookupRow>[] {
  const keys = definition.keys.map((column, index): Column<LookupRow> => ({
    id: `keys.${column.name}`,
    header: columnLabel(column),
    cell: (row) => {
      const text = keyCellText(row.keys[column.name]);
      return index === 0 ? (
        <button type="button" data-row-link onClick={() => onOpen(row)}>
          {text}
        </button>
      ) : (
        text
      );
    },
  }));
  const values = definition.values.map((column): Column<LookupRow> => ({
    id: `values.${column.name}`,
    header: columnLabel(column),
    cell: (row) => valueText(row.values[column.name]),
  }));
  return [
    ...keys,
    ...values,
    {
      id: 'partner',
      header: 'Partner',
      width: '148px',
      cell: ({ partner }) => (partner === '*' ? <Everyone>all</Everyone> : partner),
    },
    {
      id: 'environment',
      header: 'Environment',
      width: '124px',
      hideBelow: 'medium',
      cell: ({ environment }) =>
        environment === null ? <Everyone>all</Everyone> : environmentName(environment),
    },
    {
      id: 'valid',
      header: 'Valid',
      width: '188px',
      hideBelow: 'medium',
      cell: (row) => validText(row) || <Everyone>always</Everyone>,
    },
    {
      id: 'changed',
      header: 'Changed',
      width: '128px',
      hideBelow: 'wide',
      cell: (row) => (
        <span title={`by ${row.updatedBy}`}>
          <RelativeTime at={row.updatedAt} />
        </span>
      ),
    },
  ];
}

function Everyone({ children }: { children: string }) {
  return <span style={{ color: 'var(--cd-dimmed)' }}>{children}</span>;
}

/** `2026-01-01 – 2026-06-30`; an open end says so in words. */
export function validText({ validFrom, validTo }: Pick<LookupRow, 'validFrom' | 'validTo'>): string {
  if (validFrom !== null && validTo !== null) return `${validFrom} – ${validTo}`;
  if (validFrom !== null) return `from ${validFrom}`;
  return validTo === null ? '' : `to ${validTo}`;
}
