import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, unreachable } from '../../api/problem.ts';
import { renderApp } from '../../testing/render.tsx';
import { DataTable, type Column, type TableSource } from './data-table.tsx';
import { nextIndex } from './row-navigation.ts';

afterEach(cleanup);

interface Row {
  id: string;
}

const rows: Row[] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const opened = vi.fn<(id: string) => void>();
const columns: Column<Row>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: ({ id }) => (
      <button type="button" data-row-link onClick={() => opened(id)}>
        {`Row ${id}`}
      </button>
    ),
  },
  { id: 'note', header: 'Note', cell: ({ id }) => <span>{`note ${id}`}</span> },
];
const ready: TableSource = { isPending: false, error: null, refetch: () => undefined };
const table = (more: Partial<Parameters<typeof DataTable<Row>>[0]> = {}) =>
  renderApp(
    <DataTable label="Things" columns={columns} rows={rows} source={ready} empty="Nothing" {...more} />,
  );

describe('states', () => {
  it('is busy while the first page is read', () => {
    table({ rows: [], source: { ...ready, isPending: true } });
    expect(screen.getByRole('table').getAttribute('aria-busy')).toBe('true');
    expect(screen.queryByText('Nothing')).toBeNull();
  });

  it('says that there is nothing', () => {
    table({ rows: [] });
    expect(screen.getByText('Nothing')).toBeTruthy();
  });

  it('says why nothing could be read and tries again', () => {
    const refetch = vi.fn<() => void>();
    table({ rows: [], source: { ...ready, error: new ApiError(unreachable), refetch } });
    expect(screen.getByRole('alert').textContent).toContain('can’t be reached');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refetch).toHaveBeenCalledOnce();
  });

  it('keeps what it has when reading it again fails', () => {
    table({ source: { ...ready, error: new ApiError(unreachable) } });
    expect(screen.getByText('Row a')).toBeTruthy();
  });
});

describe('rows', () => {
  it('open by a click anywhere on them', () => {
    opened.mockClear();
    table();
    fireEvent.click(screen.getByText('note b'));
    expect(opened.mock.calls).toEqual([['b']]);
  });

  it('are gone through by the arrow keys and ticked by Space', () => {
    const onChange = vi.fn<(selected: ReadonlySet<string>) => void>();
    table({ selection: { selected: new Set(['c']), onChange } });
    const first = screen.getByText('Row a');
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowDown' });
    expect(document.activeElement?.textContent).toBe('Row b');
    fireEvent.keyDown(screen.getByText('Row b'), { key: ' ' });
    expect([...(onChange.mock.lastCall?.[0] ?? [])]).toEqual(['c', 'b']);
  });

  it('can be ticked all at once', () => {
    const onChange = vi.fn<(selected: ReadonlySet<string>) => void>();
    table({ selection: { selected: new Set(['c']), onChange } });
    fireEvent.click(screen.getByLabelText('Select all shown'));
    expect([...(onChange.mock.lastCall?.[0] ?? [])]).toEqual(['a', 'b', 'c']);
  });
});

it.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 2, 2],
  ['ArrowUp', 0, 0],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['Enter', 1, -1],
])('%s at row %i of three goes to %i', (key, current, next) => {
  expect(nextIndex(key, current, 3)).toBe(next);
});
