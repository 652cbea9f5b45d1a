import { Box, Checkbox, Skeleton, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { Fragment, type ReactNode } from 'react';
import { ErrorState } from '../feedback/error-state.tsx';
import { LoadMore } from './load-more.tsx';
import { onRowClick, onTableKeyDown } from './row-navigation.ts';
import { toggled, type Selection } from './selection.ts';
import classes from './data-table.module.css';

export interface Column<Row> {
  id: string;
  header: string;
  cell(row: Row): ReactNode;
  /** CSS width; columns without one share what is left. */
  width?: string;
  align?: 'right';
  /** Left out where the table is narrower than this. */
  hideBelow?: 'medium' | 'wide';
}

/** What the table needs of a query; an infinite one also loads more. */
export interface TableSource {
  isPending: boolean;
  error: unknown;
  refetch(): unknown;
  isPlaceholderData?: boolean;
  hasNextPage?: boolean;
  isFetchingNextPage?: boolean;
  fetchNextPage?(): unknown;
}

export interface DataTableProps<Row extends { id: string }> {
  /** What the rows are, for screen readers and messages: "Runs". */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  source: TableSource;
  /** Shown when there are no rows. */
  empty: ReactNode;
  selection?: Selection;
  /** Name of a row for its checkbox. */
  rowName?(row: Row): string;
  /** A line that goes across above the row, where a group of rows begins. */
  groupHead?(row: Row, previous: Row | undefined): ReactNode;
}

/** Widths in px below which columns are left out. */
const breakpoints = { medium: 900, wide: 1180 };

/** The columns that fit; all of them until the width is known. */
function fittingColumns<Row>(columns: readonly Column<Row>[], width: number): Column<Row>[] {
  return columns.filter(({ hideBelow }) => !hideBelow || width === 0 || width >= breakpoints[hideBelow]);
}

/**
 * A list as a table. A row's main link or button carries `data-row-link`: a click anywhere on the row is a
 * click on it, and the arrow keys go from one to the next. Space ticks the row where rows can be selected.
 */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const { rows, source, label, empty } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const columns = fittingColumns(props.columns, width);
  if (source.error && rows.length === 0) {
    return <ErrorState what={label} error={source.error} retry={() => void source.refetch()} />;
  }
  if (!source.isPending && rows.length === 0) return empty;
  return (
    <div className={classes.scroll} ref={ref}>
      <table
        className={classes.table}
        aria-label={label}
        aria-busy={source.isPending || source.isPlaceholderData || undefined}
        data-stale={source.isPlaceholderData || undefined}
      >
        <Head {...props} columns={columns} />
        {source.isPending ? (
          <SkeletonRows {...props} columns={columns} />
        ) : (
          <Rows {...props} columns={columns} />
        )}
      </table>
      <LoadMore source={source} shown={rows.length} />
    </div>
  );
}

function Head<Row extends { id: string }>({ columns, rows, selection }: DataTableProps<Row>) {
  const all = rows.length > 0 && rows.every(({ id }) => selection?.selected.has(id));
  return (
    <>
      <colgroup>
        {selection ? <col style={{ width: 42 }} /> : null}
        {columns.map(({ id, width }) => (
          <col key={id} style={width ? { width } : undefined} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {selection ? (
            <th scope="col">
              <Checkbox
                size="xs"
                aria-label="Select all shown"
                checked={all}
                indeterminate={!all && selection.selected.size > 0}
                onChange={() => selection.onChange(new Set(all ? [] : rows.map(({ id }) => id)))}
              />
            </th>
          ) : null}
          {columns.map(({ id, header, align }) => (
            <th key={id} scope="col" data-align={align}>
              {header || <VisuallyHidden>{id}</VisuallyHidden>}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

function Rows<Row extends { id: string }>(props: DataTableProps<Row>) {
  const { columns, rows, selection, groupHead, rowName } = props;
  const toggle = (id: string) => selection?.onChange(toggled(selection.selected, id));
  return (
    <Box component="tbody" onKeyDown={(event) => onTableKeyDown(event, selection ? toggle : undefined)}>
      {rows.map((row, index) => {
        const head = groupHead?.(row, rows[index - 1]);
        return (
          <Fragment key={row.id}>
            {head ? (
              <tr className={classes.group}>
                <td colSpan={columns.length + (selection ? 1 : 0)}>{head}</td>
              </tr>
            ) : null}
            <tr
              className={classes.row}
              data-row-id={row.id}
              data-selected={selection?.selected.has(row.id) || undefined}
              onClick={onRowClick}
            >
              {selection ? (
                <td>
                  <Checkbox
                    size="xs"
                    aria-label={`Select ${rowName?.(row) ?? row.id}`}
                    checked={selection.selected.has(row.id)}
                    onChange={() => toggle(row.id)}
                  />
                </td>
              ) : null}
              {columns.map(({ id, cell, align }) => (
                <td key={id} data-align={align}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          </Fragment>
        );
      })}
    </Box>
  );
}

const skeletonRows = [0, 1, 2, 3, 4, 5, 6, 7];

function SkeletonRows<Row extends { id: string }>({ columns, selection }: DataTableProps<Row>) {
  return (
    <tbody aria-hidden>
      {skeletonRows.map((row) => (
        <tr key={row} className={classes.row}>
          {selection ? (
            <td>
              <Skeleton height={14} width={14} />
            </td>
          ) : null}
          {columns.map(({ id }, column) => (
            <td key={id}>
              <Skeleton height={10} width={`${45 + ((row * 17 + column * 29) % 45)}%`} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
