import { functionCatalogue } from '@crossdock/mapping';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionsAt } from './completion.ts';
import { renameSteps, stepPath, stepReferences } from './references.ts';
import { fieldsAt, pathAt } from './sample-path.ts';
import { tokenize } from './tokens.ts';

describe('tokens', () => {
  it.each([
    ['a.b', ['name:a', 'operator:.', 'name:b']],
    [
      '$sum(x) >= 1.5e3',
      ['variable:$sum', 'operator:(', 'name:x', 'operator:)', 'operator:>=', 'number:1.5e3'],
    ],
    ['a / b', ['name:a', 'operator:/', 'name:b']],
    [
      '$match(a, /b\\/c/i)',
      ['variable:$match', 'operator:(', 'name:a', 'operator:,', 'regex:/b\\/c/i', 'operator:)'],
    ],
    ['/* no "end', ['comment:/* no "end']],
    ['"a\\"b" & \'c\'', ['string:"a\\"b"', 'operator:&', "string:'c'"]],
    ['a and b.and', ['name:a', 'keyword:and', 'name:b', 'operator:.', 'name:and']],
    ['`odd name`', ['name:`odd name`']],
    ['§', ['unknown:§']],
  ])('of %s', (text, expected) => {
    const found = tokenize(text).filter(({ kind }) => kind !== 'blank');
    expect(found.map((token) => `${token.kind}:${token.text}`)).toEqual(expected);
  });

  it('cover any text without gaps', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '/',
      '/*',
      '*/',
      '`',
      '$',
      'a',
      '1',
      '.',
      ' ',
      '\\',
      '(',
      'ü',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        expect(
          tokenize(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
    );
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
    ['x.book', 'x.book'],
  ])('%s', (before, after) => {
    expect(renameSteps(before, ids)).toBe(after);
  });

  it('are found once each, and written with quotes where the id needs them', () => {
    expect(stepReferences('$steps.a & $steps.b & $steps.a')).toEqual(['a', 'b']);
    expect(stepPath('a-b')).toBe('$steps.`a-b`');
    expect(stepReferences(stepPath('a-b'))).toEqual(['a-b']);
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

describe('the data at the cursor', () => {
  it.each([
    ['', 'body,headers'],
    ['bo', 'body,headers'],
    ['body.', 'po,lines'],
    ['body.lines.', 'sku,qty,price'],
    ['body.lines[0].', 'sku,qty,price'],
    ['body.lines[', 'sku,qty,price'],
    ['body.lines[qty > 1].', 'sku,qty,price'],
    ['$sum(body.lines.(qty * ', 'sku,qty,price'],
    ['{ "a": body.po, "lines": body.lines.{ "item": ', 'sku,qty,price'],
    ['body.lines.{ "item": $$.', 'body,headers'],
    ['($x := body.po; ', 'body,headers'],
    ['$trigger.', 'receivedAt'],
    ['$steps.book.', 'id'],
    ['body.po & $vars.', 'rate'],
    ['body.unknown.', ''],
  ])('after %s', (text, fields) => {
    const at = pathAt(text);
    expect(at && [...fieldsAt(at.parent, scope).keys()].join()).toBe(fields);
  });

  it.each(['"bo', '1', '/* bo', "'"])('is nothing inside %s', (text) => {
    expect(pathAt(text)).toBeUndefined();
  });
});

describe('proposals', () => {
  const source = { scope, functions: functionCatalogue, stepNames: new Map([['book', 'Book in ERP']]) };
  const labels = (text: string) =>
    completionsAt(text, text.length, source)?.options.map(({ label }) => label) ?? [];

  it('offer fields with an example', () => {
    const list = completionsAt('body.p', 6, source);
    expect(list?.from).toBe(5);
    expect(list?.options[0]).toEqual({ label: 'po', kind: 'field', detail: '"4500"', apply: 'po' });
  });

  it('offer variables, those of the expression itself, and functions', () => {
    expect(labels('($mine := 1; $')).toEqual(
      expect.arrayContaining(['$', '$steps', '$mine', '$sum', '$now']),
    );
  });

  it('offer steps by id with their names, quoted where needed', () => {
    const options = completionsAt('$steps.', 7, source)?.options;
    expect(options?.map(({ label, detail, apply }) => [label, detail, apply])).toEqual([
      ['book', 'Book in ERP', 'book'],
      ['look-up', '', '`look-up`'],
    ]);
  });
});
