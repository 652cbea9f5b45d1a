import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samples } from '../samples.fixture.ts';
import { completionsAt } from './completions.ts';
import { describeAt, signatureAt } from './describe.ts';
import type { Surroundings } from './surroundings.ts';

const RUNS = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 200);

const surroundings: Surroundings = {
  sample: {
    po: '4500',
    parties: [
      { role: 'ST', name: 'Store' },
      { role: 'BY', name: 'Buyer', contact: { phone: '1' } },
    ],
    lines: [
      { sku: 'A', qty: 2, tags: ['x'] },
      { sku: 'B', price: 3 },
    ],
  },
  schema: {
    properties: {
      status: { enum: ['open', 'closed'], description: 'How far it is' },
      lines: { type: 'array', items: { $ref: '#/$defs/line' } },
    },
    $defs: { line: { properties: { unit: { type: 'string', title: 'Unit of measure' } } } },
  },
  bindings: {
    trigger: { sample: { receivedAt: 'now' } },
    steps: { fields: { book: { sample: { id: 7 }, note: 'Book in ERP' }, 'look-up': {} } },
  },
};

/** Proposals of a kind where the bar stands in a text. */
function proposed(marked: string, ...kinds: string[]): string {
  const offset = marked.indexOf('‸');
  const { items } = completionsAt(marked.replace('‸', ''), offset, surroundings);
  return items
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ insert }) => insert)
    .join();
}

const root = 'status,lines,po,parties';
const line = 'unit,sku,qty,tags,price';

describe('fields', () => {
  it.each([
    ['‸', root],
    ['  ‸', root],
    ['p‸', root],
    ['$.‸', root],
    ['lines.‸', line],
    ['lines.s‸ku', line],
    ['lines . /* c */ ‸', line],
    ['lines[‸', line],
    ['lines[‸]', line],
    ['lines[0].‸', line],
    ['lines[qty > 1][0].‸', line],
    ['lines[qty > ‸]', line],
    ['lines^(‸)', line],
    ['lines^(>‸)', line],
    ['lines{‸}', line],
    ['lines{ sku: ‸ }', line],
    ['lines.{ "a": ‸ }', line],
    ['lines.{ "a": sku, "b": ‸ }', line],
    ['lines.(‸', line],
    ['lines.{ "a": $$.‸ }', root],
    ['lines.(%.‸)', root],
    ['{ "a": po, "b": lines.‸ }', line],
    ['{ "a": ‸, "b": 1 }', root],
    ['parties[role = "BY"].contact.‸', 'phone'],
    ['($l := lines; $l.‸)', line],
    ['($o := { "x": lines, "y": po }; $o.‸', 'x,y'],
    ['($o := { "x": lines }; $o.x.‸', line],
    ['lines.{ "made": sku }.‸', 'made'],
    ['$map(lines, function($v, $i) { $v.‸ })', line],
    ['lines ~> $map(function($v) { $v.‸ })', line],
    ['lines ~> $filter(function($v) { $v.qty > 1 }).‸', ''],
    ['$filter(lines, function($v) { $v.qty > 1 }).‸', line],
    ['$map(lines, function($v) { { "n": $v.sku } }).‸', 'n'],
    ['($f := function($x) { { "n": $x } }; $f(lines).n.‸', line],
    ['$sort(lines, function($a, $b) { $a.qty > $b.‸ })', line],
    ['$reduce(lines, function($sum, $v) { $sum + $v.‸ }, 0)', line],
    ['$lookup($, "lines").‸', line],
    ['$merge([lines, { "more": 1 }]).‸', `${line},more`],
    ['(po ? lines : parties).‸', `${line},role,name,contact`],
    ['lines@$l.parties[$l.‸', line],
    ['lines@$l.‸', root],
    ['lines#$i[0].‸', line],
    ['$ ~> |lines|{ ‸ }|', line],
    ['$trigger.‸', 'receivedAt'],
    ['$steps.‸', 'book,`look-up`'],
    ['$steps.book.‸', 'id'],
    ['$sum(lines.‸', line],
    ['po.‸', ''],
    ['nothing.‸', ''],
  ])('at %s', (marked, fields) => {
    expect(proposed(marked, 'field')).toBe(fields);
  });

  it('tell an example, or what they are, and their documentation', () => {
    const { items } = completionsAt('', 0, surroundings);
    expect(items.slice(0, 4)).toEqual([
      { label: 'status', kind: 'field', insert: 'status', detail: 'text', documentation: 'How far it is' },
      { label: 'lines', kind: 'field', insert: 'lines', detail: 'list of 2' },
      { label: 'po', kind: 'field', insert: 'po', detail: '"4500"' },
      { label: 'parties', kind: 'field', insert: 'parties', detail: 'list of 2' },
    ]);
    expect(completionsAt('$steps.', 7, surroundings).items[0]).toMatchObject({ detail: 'Book in ERP' });
  });
});

describe('values', () => {
  it.each([
    ['parties[role = ‸]', '"ST","BY"'],
    ['parties[role = "‸"]', '"ST","BY"'],
    ['parties["‸" = role]', '"ST","BY"'],
    ['parties[role in ["ST", ‸]]', '"ST","BY"'],
    ['status != ‸', '"open","closed"'],
    ['lines[qty > ‸]', '2'],
    ['lines[tags = ‸]', '"x"'],
    ['po & ‸', ''],
    ['"‸"', ''],
  ])('at %s', (marked, values) => {
    expect(proposed(marked, 'value')).toBe(values);
  });
});

describe('other proposals', () => {
  it('replace what is typed', () => {
    expect(completionsAt('lines.sku & 1', 8, surroundings)).toMatchObject({ from: 6, to: 9 });
    expect(completionsAt('lines. & 1', 6, surroundings)).toMatchObject({ from: 6, to: 6 });
    expect(completionsAt('$su', 3, surroundings)).toMatchObject({ from: 0, to: 3 });
  });

  it('are variables and functions', () => {
    const names = proposed('($mine := 1; $‸', 'variable', 'function').split(',');
    expect(names).toEqual(expect.arrayContaining(['$', '$$', '$steps', '$mine', '$sum(']));
    expect(proposed('($a := 1; $b := ‸ $c := 2)', 'variable')).toBe('$,$$,$trigger,$steps,$a');
    expect(proposed('function($x, $y) { ‸ }', 'variable')).toContain('$x,$y');
  });

  it('are operators behind a value', () => {
    for (const marked of ['po ‸', '(po) ‸', 'lines[0] ‸', '"x" ‸', 'a.and ‸']) {
      expect(proposed(marked, 'operator')).toContain('and');
      expect(proposed(marked, 'field')).toBe('');
    }
    for (const marked of ['po = ‸', 'po and ‸', '‸', 'f(‸', 'a ? ‸', '{ ‸']) {
      expect(proposed(marked, 'operator')).toBe('');
    }
  });

  it.each(['/* ‸ */', '/* ‸', '12‸', '$match(po, /a‸b/)'])('are none in %s', (marked) => {
    expect(completionsAt(marked.replace('‸', ''), marked.indexOf('‸'), surroundings).items).toEqual([]);
  });
});

describe('what stands at a place', () => {
  it.each([
    ['lin‸es.sku', 'lines', 'list of objects'],
    ['lines.sk‸u', 'sku', 'text'],
    ['($x := lines.tags; $‸x)', '$x', 'list of text values'],
    ['po‸', 'po', 'text'],
    ['lines.{ "a": un‸it }', 'unit', 'text'],
    ['($x := $count(lines); $‸x)', '$x', 'number'],
    ['$su‸m(a)', '$sum(numbers)', 'function'],
    ['$unknow‸n', '$unknown', ''],
  ])('%s', (marked, title, type) => {
    const found = describeAt(marked.replace('‸', ''), marked.indexOf('‸'), surroundings);
    expect(found).toMatchObject({ title, type });
  });

  it('is nothing at signs', () => {
    expect(describeAt('a + 1', 4, surroundings)).toBeUndefined();
  });
});

describe('the call around the cursor', () => {
  it.each([
    ['$substring(‸', 'substring', 0],
    ['$substring(po, ‸)', 'substring', 1],
    ['$substring(po, 1‸)', 'substring', 1],
    ['$substring(po, $length(‸po), 2)', 'length', 0],
    ['$substring(po, $length(po)‸, 2)', 'substring', 1],
    ['po ~> $substring(‸)', 'substring', 1],
    ['$map(lines, function($v) { $v.‸ })', 'map', 1],
  ])('%s', (marked, name, parameter) => {
    const found = signatureAt(marked.replace('‸', ''), marked.indexOf('‸'));
    expect(found && [found.help.name, found.parameter]).toEqual([name, parameter]);
  });

  it.each(['$sum(a)‸', '‸$sum(a)', 'f(‸)', '(‸)'])('is none at %s', (marked) => {
    expect(signatureAt(marked.replace('‸', ''), marked.indexOf('‸'))).toBeUndefined();
  });
});

describe('any place of any text', () => {
  it('has proposals without failing, around the cursor', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(200), fc.nat(8), (sample, at, length) => {
        const text = sample.slice(0, at) + sample.slice(at + length);
        const offset = Math.min(at, text.length);
        const { from, to } = completionsAt(text, offset, surroundings);
        expect(from <= offset && offset <= to && to <= text.length).toBe(true);
        describeAt(text, offset, surroundings);
        signatureAt(text, offset, surroundings);
      }),
      { numRuns: RUNS },
    );
  });

  it('ends soon where each function calls the one before it twice', () => {
    const functions = Array.from(
      { length: 60 },
      (_, index) => `$f${index + 1} := function($x) { [$f${index}($x), $f${index}($x)] };`,
    );
    const text = `($f0 := function($x) { $x }; ${functions.join(' ')} $f60($).`;
    expect(completionsAt(text, text.length, surroundings)).toMatchObject({ from: text.length });
  });
});
