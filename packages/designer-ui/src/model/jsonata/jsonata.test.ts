import { functionCatalogue } from '@crossdock/mapping';
import { describe, expect, it } from 'vitest';
import { colourTokens } from './colours.ts';
import { helpFor } from './help.ts';
import { renameSteps, stepPath } from './references.ts';

describe('colours', () => {
  it.each([
    ['a.b', ['operator:.']],
    ['$sum(x) >= 1.5e3', ['variable:$sum', 'operator:(', 'operator:)', 'operator:>=', 'number:1.5e3']],
    ['$match(a, /b\\/c/i)', ['variable:$match', 'operator:(', 'operator:,', 'regex:/b\\/c/i', 'operator:)']],
    ['/* no "end', ['comment:/* no "end']],
    ['"a\\"b" & \'c\'', ['string:"a\\"b"', 'operator:&', "string:'c'"]],
    ['a and b.and', ['keyword:and', 'operator:.']],
    [
      'function($x){1}',
      ['keyword:function', 'operator:(', 'variable:$x', 'operator:)', 'operator:{', 'number:1', 'operator:}'],
    ],
    ['!', ['unknown:!']],
  ])('of %s', (text, expected) => {
    const found = colourTokens(text).map(({ kind, from, to }) => `${kind}:${text.slice(from, to)}`);
    expect(found).toEqual(expected);
  });
});

describe('references to steps', () => {
  const ids = new Map([
    ['book', 'book1'],
    ['a-b', 'c'],
  ]);

  it.each([
    ['$steps.book.body', '$steps.book1.body'],
    ['$steps . book', '$steps . book1'],
    ['$steps.`a-b`.x', '$steps.c.x'],
    ['$steps["book"].x & $steps.book.y', '$steps["book1"].x & $steps.book1.y'],
    ['"$steps.book" /* $steps.book */', '"$steps.book" /* $steps.book */'],
    ['$steps.books', '$steps.books'],
    ['$steps.book[0].x', '$steps.book1[0].x'],
    ['{ "a": $steps.book.', '{ "a": $steps.book1.'],
    ['x.book', 'x.book'],
  ])('%s', (before, after) => {
    expect(renameSteps(before, ids)).toBe(after);
  });

  it('are written with quotes where the id needs them', () => {
    expect(stepPath('a-b')).toBe('$steps.`a-b`');
    expect(renameSteps(stepPath('a-b'), ids)).toBe('$steps.c');
  });
});

const scope = {
  input: {
    body: {
      po: '4500',
      lines: [
        { sku: 'A', qty: 2 },
        { sku: 'B', price: 3 },
      ],
    },
    headers: {},
  },
  bindings: {
    trigger: { receivedAt: 'now' },
    steps: { book: { id: 7 }, 'look-up': {} },
    run: {},
    vars: { rate: 2 },
  },
};

describe('proposals', () => {
  const source = { scope, functions: functionCatalogue, stepNames: new Map([['book', 'Book in ERP']]) };
  const help = helpFor(source);
  const itemsOf = (text: string) => help.complete(text, text.length)?.items ?? [];

  it.each([
    ['', 'body,headers'],
    ['body.', 'po,lines'],
    ['body.lines[0].', 'sku,qty,price'],
    ['$trigger.', 'receivedAt'],
    ['$steps.book.', 'id'],
    ['body.po & $vars.', 'rate'],
  ])('of fields after %s', (text, fields) => {
    const labels = itemsOf(text).flatMap(({ kind, label }) => (kind === 'field' ? [label] : []));
    expect(labels.join()).toBe(fields);
  });

  it('offer variables, those of the expression itself, and functions', () => {
    expect(itemsOf('($mine := 1; $').map(({ label }) => label)).toEqual(
      expect.arrayContaining(['$', '$steps', '$mine', '$sum', '$now']),
    );
    expect(itemsOf('$tri').find(({ label }) => label === '$trigger')?.detail).toBe(
      'message that started the run',
    );
  });

  it('offer steps by id with their names, quoted where needed', () => {
    expect(itemsOf('$steps.').map(({ label, detail, insert }) => [label, detail, insert])).toEqual([
      ['book', 'Book in ERP', 'book'],
      ['look-up', undefined, '`look-up`'],
    ]);
  });
});
