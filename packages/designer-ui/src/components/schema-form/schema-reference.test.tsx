import type { RegisteredSchema, SchemaVersionSummary } from '@crossdock/flow-schema';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderApp } from '../../testing/render.tsx';
import { choicesWith, deprecationText, referenceFault, schemaChoices } from './schema-choices.ts';
import { SchemaForm } from './schema-form.tsx';

const version = (number: number, deprecation?: string): SchemaVersionSummary => ({
  version: number,
  note: null,
  deprecated: deprecation !== undefined,
  deprecation: deprecation ?? null,
  createdAt: null,
  createdBy: 'Ana',
});

const schemas: RegisteredSchema[] = [
  { key: 'order', title: 'Order', mode: 'backward', builtIn: true, latest: version(1) },
  { key: 'stock', title: 'Stock of a shop', mode: 'none', builtIn: false, latest: version(3) },
];

describe('choices', () => {
  const choices = schemaChoices(schemas);

  it('are all versions, the newest first', () => {
    expect(choices.map(({ value, note }) => `${value} ${note}`.trim())).toEqual([
      'order@1',
      'stock@3 newest',
      'stock@2',
      'stock@1',
    ]);
  });

  it.each([
    ['shop', 'stock@3,stock@2,stock@1'],
    ['ORDER', 'order@1'],
    ['@2', 'stock@2'],
    ['stock@2', 'order@1,stock@3,stock@2,stock@1'],
    ['nothing', ''],
  ])('with %s', (text, values) => {
    expect(
      choicesWith(choices, text)
        .map(({ value }) => value)
        .join(),
    ).toBe(values);
  });
});

describe('what is wrong with a reference', () => {
  const versions = [version(3), version(2, 'Use stock@3.'), version(1, undefined)];

  it.each([
    ['', undefined],
    ['stock@3', undefined],
    ['stock', 'Name a schema with its version, for example order@1.'],
    ['stock@0', 'Name a schema with its version, for example order@1.'],
    ['stock@4', '“stock” has no version 4; the newest is stock@3.'],
  ])('%s', (reference, fault) => {
    expect(referenceFault({ reference, isMissing: false, versions })).toBe(fault);
  });

  it('is told for unknown schemas, and not before that is known', () => {
    expect(referenceFault({ reference: 'x@1', isMissing: true, versions: undefined })).toContain(
      'no schema “x”',
    );
    expect(referenceFault({ reference: 'x@1', isMissing: false, versions: undefined })).toBeUndefined();
  });

  it('says what to use in place of a deprecated version', () => {
    expect(deprecationText({ reference: 'stock@2', isMissing: false, versions })).toContain('Use stock@3.');
    expect(deprecationText({ reference: 'stock@3', isMissing: false, versions })).toBeUndefined();
  });
});

describe('the field', () => {
  beforeEach(() => {
    vi.stubGlobal('fetch', async (address: string) => {
      const path = new URL(address, 'http://x').pathname.replace('/api/v1/schemas', '');
      if (path === '') return Response.json({ items: schemas, nextCursor: null });
      if (path === '/stock/versions') return Response.json({ items: [version(3)], nextCursor: null });
      return Response.json({ title: 'Not found', status: 404, code: 'not_found' }, { status: 404 });
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  function show(initial: string | undefined) {
    const seen: { value: Record<string, unknown> } = { value: { schemaRef: initial } };
    function Form() {
      const [value, setValue] = useState(seen.value);
      const properties = { schemaRef: { type: 'string', title: 'Schema', 'x-schema-reference': true } };
      const change = (next: Record<string, unknown>) => {
        seen.value = next;
        setValue(next);
      };
      return <SchemaForm schema={{ type: 'object', properties }} value={value} onChange={change} />;
    }
    renderApp(<Form />);
    return { seen, input: screen.getByLabelText<HTMLInputElement>('Schema', { selector: 'input' }) };
  }

  it('offers what the server has registered, by title and name, and takes the choice', async () => {
    const { seen, input } = show(undefined);
    fireEvent.focus(input);
    fireEvent.click(input);
    fireEvent.change(input, { target: { value: 'shop' } });
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'Stock of a shopneweststock@3',
      'Stock of a shopstock@2',
      'Stock of a shopstock@1',
    ]);
    fireEvent.click(options[0] as HTMLElement);
    expect(seen.value['schemaRef']).toBe('stock@3');
    expect(
      await screen.findByText('Stock of a shop', { selector: '.mantine-InputWrapper-description' }),
    ).toBeTruthy();
  });

  it('keeps what is unknown, and says so', async () => {
    const { seen, input } = show('parcel@2');
    expect(await screen.findByText('There is no schema “parcel”. Choose one of the list.')).toBeTruthy();
    expect(input.value).toBe('parcel@2');
    fireEvent.change(input, { target: { value: 'stock@9' } });
    fireEvent.blur(input);
    expect(await screen.findByText('“stock” has no version 9; the newest is stock@3.')).toBeTruthy();
    expect(seen.value['schemaRef']).toBe('stock@9');
  });
});
