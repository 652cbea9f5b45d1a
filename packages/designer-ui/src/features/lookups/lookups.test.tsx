import type { LookupDefinition, LookupImport, LookupTable } from '@crossdock/flow-schema';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { askedKeyText, keyCellText } from '../../components/lookups/cell-text.ts';
import { readMiss } from '../../components/lookups/lookup-miss.ts';
import { draftErrors, draftOf, draftOfKey, entryOf } from '../../components/lookups/row-draft.ts';
import { renderApp } from '../../testing/render.tsx';
import { csvColumns } from './import-dialog.tsx';
import { ImportPreview } from './import-preview.tsx';
import { savedText } from './row-editor.tsx';
import { validText } from './row-columns.tsx';
import { definitionOf, keyFrom } from './table-draft.ts';

const prices: LookupDefinition = {
  key: 'price',
  title: 'Prices',
  keys: [
    { name: 'item', match: 'wildcard', type: 'text' },
    { name: 'qty', title: 'Quantity', match: 'range', type: 'number' },
  ],
  values: [{ name: 'price', type: 'number' }],
  onMiss: { policy: 'empty' },
};
const table: LookupTable = {
  ...prices,
  version: 3,
  rows: 2,
  usedBy: [],
  updatedAt: '2026-11-21T12:00:00.000Z',
  updatedBy: 'Ana',
};

afterEach(cleanup);

describe('a row being edited', () => {
  const row = {
    keys: { item: 'NG-*', qty: { from: 10 } },
    values: { price: 18.5 },
    partner: 'NORTHGATE',
    environment: null,
    validFrom: '2026-01-01',
    validTo: null,
  };

  it('says what the row said', () => {
    const draft = draftOf(prices, row);
    expect(draft).toMatchObject({
      'keys.item': 'NG-*',
      'keys.qty.from': '10',
      'keys.qty.to': '',
      validTo: '',
    });
    expect(entryOf(prices, draft)).toEqual({
      ...row,
      keys: { item: 'NG-*', qty: { from: '10' } },
      values: { price: '18.5' },
    });
  });

  it('needs its key, but no end of a range', () => {
    expect(draftErrors(prices, draftOf(prices))).toEqual({ 'keys.item': 'is needed' });
    expect(draftErrors(prices, draftOf(prices, row))).toEqual({});
  });

  it.each([
    [{ item: 'NG-1', qty: 5 }, 'NG-1', '5'],
    ['NG-1', '', ''],
    [null, '', ''],
  ])('begins with the key %j that a run asked for', (key, item, from) => {
    expect(draftOfKey(prices, key)).toMatchObject({ 'keys.item': item, 'keys.qty.from': from });
  });
});

it.each([
  [{ from: 1, to: 5 }, '1 … 5'],
  [{ to: 5 }, '… 5'],
  [{}, 'any'],
  [7, '7'],
])('the cell %j reads %j', (cell, text) => {
  expect(keyCellText(cell)).toBe(text);
});

it('keys that were asked for read as words', () => {
  expect([askedKeyText('XY'), askedKeyText({ item: 'A', qty: 5 }), askedKeyText(null)]).toEqual([
    'XY',
    'item A, qty 5',
    'null',
  ]);
});

it.each([
  [{ validFrom: null, validTo: null }, ''],
  [{ validFrom: '2026-01-01', validTo: null }, 'from 2026-01-01'],
  [{ validFrom: null, validTo: '2026-01-01' }, 'to 2026-01-01'],
  [{ validFrom: '2026-01-01', validTo: '2026-01-31' }, '2026-01-01 – 2026-01-31'],
])('validity %j reads %j', (validity, text) => {
  expect(validText(validity)).toBe(text);
});

it.each([
  ['Units of measure', 'units-of-measure'],
  ['850 → Größen!', 'gro-en'],
  ['  ', ''],
])('the title %j gives the key %j', (title, key) => {
  expect(keyFrom(title)).toBe(key);
});

it('what is edited of a table is its definition', () => {
  expect(definitionOf(table)).toEqual(prices);
});

it('columns of a file are those of the table', () => {
  expect(csvColumns(table).join()).toBe('item,qty.from,qty.to,price,partner,environment,validFrom,validTo');
});

it.each([
  [0, 'The row was saved.'],
  [1, 'The row was saved; 1 run goes on.'],
  [41, 'The row was saved; 41 runs go on.'],
])('saving a row that %i runs wait for says so', (runs, text) => {
  expect(savedText(runs)).toBe(text);
});

it.each<[string, { code: string; detail?: unknown }, unknown]>([
  ['another failure', { code: 'unknown_item', detail: { table: 'units' } }, undefined],
  ['a miss without its detail', { code: 'lookup.miss' }, undefined],
  [
    'a miss',
    {
      code: 'lookup.miss',
      detail: { table: 'units', key: 'XY', environment: 'test', partner: '*', title: 'U' },
    },
    { table: 'units', key: 'XY', environment: 'test', partner: '*' },
  ],
])('%s is read for what it is', (_case, error, miss) => {
  expect(readMiss(error)).toEqual(miss);
});

describe('the preview of a file', () => {
  const preview: LookupImport = {
    applied: false,
    added: 1,
    changed: 1,
    removed: 0,
    unchanged: 4,
    changes: [
      {
        kind: 'changed',
        before: { keys: { item: 'A', qty: {} }, values: { price: 1 }, partner: '*' },
        after: { keys: { item: 'A', qty: {} }, values: { price: 2 }, partner: '*' },
      },
      { kind: 'added', after: { keys: { item: 'B', qty: {} }, values: { price: 3 }, partner: 'NORTHGATE' } },
    ],
    errors: [],
    version: 3,
    resumed: { runs: 0, jobId: null },
  };

  it('shows what would change, with the value before', () => {
    renderApp(<ImportPreview table={table} preview={preview} />);
    expect(screen.getByText('1 added, 1 changed, 0 removed, 4 as they are.')).toBeTruthy();
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows).toEqual(['ChangeitemQuantitypriceFor', 'changedAany1 2all', 'addedBany3NORTHGATE']);
  });

  it('shows faults by row in place of changes', () => {
    const errors = [{ row: 3, column: 'qty.from', message: 'from must be a number' }];
    renderApp(<ImportPreview table={table} preview={{ ...preview, errors }} />);
    expect(screen.getByRole('table', { name: 'Faults in the file' }).textContent).toContain('3qty.from');
    expect(screen.queryByRole('table', { name: 'Changes' })).toBeNull();
  });
});
