import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderApp } from '../../testing/render.tsx';
import { JsonDiffList } from './json-diff-list.tsx';
import { JsonView } from './json-view.tsx';

afterEach(cleanup);

const order = { po: '4500', lines: [{ sku: 'ABC-123', ship: { to: { city: 'Köln' } } }] };
const lines = () => within(screen.getByRole('tree')).getAllByRole('treeitem');
const texts = () => lines().map((line) => line.textContent);

it('opens three levels and folds by click', () => {
  renderApp(<JsonView value={order} label="Input" />);
  expect(texts()).toContain('›ship: {…}1 field');
  const list = lines().find((line) => line.textContent?.includes('lines'));
  if (!list) throw new Error('no line for the list');
  expect(list.getAttribute('aria-expanded')).toBe('true');
  fireEvent.click(list);
  expect(texts()).toContain('›lines: […]1 entry');
});

it('is worked by the arrow keys', () => {
  renderApp(<JsonView value={order} label="Input" />);
  const tree = screen.getByRole('tree');
  const press = (key: string) => fireEvent.keyDown(tree, { key });
  press('ArrowDown');
  press('ArrowDown');
  press('ArrowLeft');
  expect(texts()).toContain('›lines: […]1 entry');
  press('ArrowRight');
  expect(texts()).toContain('sku: "ABC-123"');
});

it('finds what is folded away, opens it and counts', () => {
  renderApp(<JsonView value={order} label="Input" />);
  fireEvent.change(screen.getByLabelText('Search in input'), { target: { value: 'köln' } });
  expect(screen.getByRole('status').textContent).toBe('1/1');
  expect(texts()).toContain('city: "Köln"');
  fireEvent.change(screen.getByLabelText('Search in input'), { target: { value: 'Berlin' } });
  expect(screen.getByRole('status').textContent).toBe('none');
});

it('draws a part of a large payload only', () => {
  const large = Array.from({ length: 400 }, (_, index) => ({ index, text: 'x'.repeat(50) }));
  renderApp(<JsonView value={large} label="Input" />);
  expect(lines().length).toBeLessThan(120);
});

it('shows a text that is no JSON with its lines', () => {
  const edi = 'ISA*00*          *00*          *ZZ*ACME           *ZZ*NORTHGATE      ~\nGS*PO*ACME*NORTHGATE~';
  renderApp(<JsonView value={edi} label="Body" />);
  expect(screen.getByLabelText('Body').textContent).toBe(edi);
});

it('lists what an edit changed, with old and new value', () => {
  renderApp(<JsonDiffList before={order} after={{ ...order, po: '4501', note: 'urgent' }} />);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'po"4500" → "4501"',
    'note"urgent"added',
  ]);
});

it('compares texts line by line', () => {
  renderApp(<JsonDiffList before={'ISA~\nBEG*1~\nSE~'} after={'ISA~\nBEG*2~\nSE~'} />);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'line 2"BEG*1~" → "BEG*2~"',
  ]);
});
