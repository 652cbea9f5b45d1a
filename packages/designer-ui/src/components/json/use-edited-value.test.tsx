import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useEditedValue } from './use-edited-value.ts';

afterEach(cleanup);

const editing = (original: unknown) =>
  renderHook(({ value }) => useEditedValue(value), { initialProps: { value: original } });

it('edits a value as JSON and tells a change from other white space', () => {
  const { result } = editing({ sku: 'ABC-123' });
  expect(result.current).toMatchObject({ mode: 'json', untouched: true, edited: false, sendable: true });
  act(() => result.current.setText('{"sku":"ABC-123"}'));
  expect(result.current).toMatchObject({ untouched: false, edited: false, sendable: true });
  act(() => result.current.setText('{"sku":"ABC-124"}'));
  expect(result.current).toMatchObject({ edited: true, value: { sku: 'ABC-124' } });
  act(() => result.current.setText('{"sku":'));
  expect(result.current).toMatchObject({ edited: false, sendable: false, value: { sku: 'ABC-123' } });
  act(() => result.current.reset());
  expect(result.current).toMatchObject({ untouched: true, sendable: true });
});

it('edits a text as it is, without quotation marks', () => {
  const edi = 'BEG*00*SA*4500~\nPO1*1*12*EA~';
  const { result } = editing(edi);
  expect(result.current).toMatchObject({ mode: 'text', text: edi });
  act(() => result.current.setText(edi.replace('4500', '4501')));
  expect(result.current).toMatchObject({ edited: true, value: 'BEG*00*SA*4501~\nPO1*1*12*EA~' });
});

it('does not let fresh data from the server overwrite what is being typed', () => {
  const { result, rerender } = editing({ a: 1 });
  act(() => result.current.setText('{"a":2}'));
  rerender({ value: { a: 99 } });
  expect(result.current).toMatchObject({ text: '{"a":2}', edited: true });
});

it('lets a step without input go on without one', () => {
  const { result } = editing(undefined);
  expect(result.current).toMatchObject({ text: '', untouched: true, sendable: true, value: undefined });
});

it('keeps an unfinished edit for who comes back, until it is reset', () => {
  const visit = () => renderHook(() => useEditedValue({ a: 1 }, 'exception 7'));
  const first = visit();
  act(() => first.result.current.setText('{"a":'));
  first.unmount();
  const second = visit();
  expect(second.result.current).toMatchObject({ text: '{"a":', untouched: false, sendable: false });
  act(() => second.result.current.reset());
  second.unmount();
  expect(visit().result.current).toMatchObject({ untouched: true, value: { a: 1 } });
  expect(editing({ a: 1 }).result.current.untouched).toBe(true);
});
