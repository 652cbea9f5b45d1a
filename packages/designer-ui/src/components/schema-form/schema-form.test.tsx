import { kindOf } from '@crossdock/flow-schema';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { asJsonSchema, type JsonSchema } from '../../model/json-schema.ts';
import { renderApp } from '../../testing/render.tsx';
import type { FieldError } from './form-context.ts';
import { SchemaForm } from './schema-form.tsx';

afterEach(cleanup);

/** A form that keeps its value, and tells the test what it is and where it was last edited. */
function show(schema: JsonSchema, initial: Record<string, unknown>, errors: FieldError[] = []) {
  const seen = { value: initial, path: '' };
  function Form() {
    const [value, setValue] = useState(initial);
    const change = (next: Record<string, unknown>, path: string) => {
      Object.assign(seen, { value: next, path });
      setValue(next);
    };
    return <SchemaForm schema={schema} value={value} onChange={change} errors={errors} />;
  }
  renderApp(<Form />);
  return seen;
}

const configOf = (type: string): JsonSchema => asJsonSchema(kindOf(type)?.config ?? {});
const write = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });

it('edits text and says where', () => {
  const seen = show(configOf('webhook'), { method: 'POST', path: 'a', respond: 'accepted' });
  write('Path *', 'orders');
  expect(seen).toEqual({ value: { method: 'POST', path: 'orders', respond: 'accepted' }, path: 'path' });
});

it('takes emptied optional fields out and leaves required ones', () => {
  const schema: JsonSchema = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string' }, b: { type: 'string' } },
  };
  const seen = show(schema, { a: 'x', b: 'y' });
  write('B', '');
  write('A *', '');
  expect(seen.value).toEqual({ a: '' });
});

it('keeps optional fields that are not set under More options', () => {
  show(configOf('webhook'), { method: 'POST', path: 'a', respond: 'accepted', auth: { type: 'none' } });
  const more = screen.getByRole('button', { name: 'More options (3)' });
  expect(more.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(more);
  expect(more.getAttribute('aria-expanded')).toBe('true');
});

it('adds, moves and removes items of a list', () => {
  const seen = show(configOf('switch'), { cases: [{ port: 'large', when: 'true' }], otherwise: 'rest' });
  fireEvent.click(screen.getByRole('button', { name: 'Add case' }));
  expect(seen.value['cases']).toEqual([
    { port: 'large', when: 'true' },
    { port: 'case2', when: 'true' },
  ]);
  fireEvent.click(screen.getByRole('button', { name: 'Move Case 2 up' }));
  fireEvent.click(screen.getByRole('button', { name: 'Remove Case 2' }));
  expect(seen.value['cases']).toEqual([{ port: 'case2', when: 'true' }]);
  expect(screen.getByRole('button', { name: 'Remove Case 1' })).toHaveProperty('disabled', true);
  const item = screen.getByRole('region', { name: 'Case 1' });
  fireEvent.change(within(item).getByLabelText('Port *'), { target: { value: 'big' } });
  expect(seen).toMatchObject({ value: { cases: [{ port: 'big' }] }, path: 'cases[0].port' });
});

it('switches a dynamic field to an expression and back to what was there', () => {
  const seen = show(configOf('fail'), { code: 'x', message: 'Too large' });
  const fx = screen.getByRole('button', { name: 'Expression for Message' });
  fireEvent.click(fx);
  expect(seen.value['message']).toBe('="Too large"');
  expect(fx.getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(fx);
  expect(seen.value['message']).toBe('Too large');
});

it('writes a leading = of a text as a text', () => {
  const seen = show(configOf('fail'), { code: 'x', message: 'm' });
  write('Message *', '=1+1');
  expect(seen.value['message']).toBe("'=1+1");
  expect(screen.getByLabelText('Message *')).toHaveProperty('value', '=1+1');
});

it('shows mistakes at their fields, also deep ones', () => {
  show(configOf('switch'), { cases: [{ port: '1', when: 'true' }] }, [
    { path: 'cases[0].port', message: 'must start with a letter' },
  ]);
  expect(screen.getByText('must start with a letter')).toBeTruthy();
  expect(screen.getByLabelText('Port *').getAttribute('aria-invalid')).toBe('true');
});

it('edits records by name and value, without two of one name', () => {
  const seen = show(configOf('respond'), { status: 200, headers: { a: '1', b: '2' } });
  const [first] = screen.getAllByLabelText('Name');
  if (!first) throw new Error('no row');
  fireEvent.change(first, { target: { value: 'b' } });
  fireEvent.blur(first);
  expect(screen.queryAllByLabelText('Name').map((input) => (input as HTMLInputElement).value)).toEqual([
    'a',
    'b',
  ]);
  fireEvent.change(first, { target: { value: 'x-id' } });
  fireEvent.blur(first);
  expect(seen.value['headers']).toEqual({ 'x-id': '1', b: '2' });
  fireEvent.click(screen.getByRole('button', { name: 'Remove b' }));
  expect(seen.value['headers']).toEqual({ 'x-id': '1' });
});
