import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../jsonata/compile.ts';
import { describeDifference } from '../../map-tests/compare.ts';
import { mapTexts, sampleOrders } from '../generated.fixture.ts';
import { applyOverlay } from './apply.ts';
import { diffMaps } from './diff.ts';
import { overlayFromEdit } from './fromEdit.ts';
import type { Overlay, OverlayChange } from './overlay.ts';
import { keepChange, previewRebase, rebaseOverlay } from './rebase.ts';

const RUNS = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 100);

const TEMPLATE = `{
  "number": beginning.purchaseOrderNumber, /* BEG03 */
  "currency": currency.code,
  "buyer": { "name": parties[role = "BY"].name },
  "lines": [lines.{
    "sku": productIds[qualifier = "VP"].id,
    "quantity": quantity
  }]
}`;

const OVERLAY: Overlay = {
  changes: [
    { path: 'currency', kind: 'constant', value: 'EUR', base: 'currency.code', note: 'never sent' },
    { path: 'lines[].sku', kind: 'lookup', table: 'items', key: 'productIds[0].id', default: '"?"', base: 'productIds[qualifier = "VP"].id' },
    { path: 'lines[].unit', kind: 'add', expression: 'unit' },
    { path: 'buyer.name', kind: 'remove', base: 'parties[role = "BY"].name' },
    { path: 'number', kind: 'expression', expression: '"C-" & beginning.contractNumber', base: 'beginning.purchaseOrderNumber' },
  ],
}; // prettier-ignore

describe('a template with an overlay', () => {
  it('is the template with the changes, and nothing else', () => {
    const { text, applied, problems } = applyOverlay(TEMPLATE, OVERLAY);
    expect(text).toBe(`{
  "number": "C-" & beginning.contractNumber, /* BEG03 */
  "currency": "EUR",
  "buyer": {},
  "lines": [lines.{
    "sku": $lookup("items", productIds[0].id, {"default": "?"}),
    "quantity": quantity,
    "unit": unit
  }]
}`);
    expect(problems).toEqual([]);
    expect(
      applied.map(({ path, from, to }) => [path, text.slice(from, from === undefined ? 0 : to)]),
    ).toContainEqual(['lines[].unit', '"unit": unit']);
  });

  it('adds fields to the entries of a template that is a list', () => {
    const { text, problems } = applyOverlay('[lines.{ "a": b }]', {
      changes: [{ path: '[].c', kind: 'add', expression: 'd' }],
    });
    expect(problems).toEqual([]);
    expect(text).toBe('[lines.{ "a": b, "c": d }]');
  });

  it('tells changes that have no place and makes the others', () => {
    const changes: OverlayChange[] = [
      { path: 'total', kind: 'constant', value: 1 },
      { path: 'number', kind: 'add', expression: '1' },
      { path: 'shipTo.name', kind: 'add', expression: '1' },
      { path: 'currency', kind: 'remove' },
    ];
    const { text, problems } = applyOverlay(TEMPLATE, { changes });
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['total', 'noField'],
      ['number', 'taken'],
      ['shipTo.name', 'noField'],
    ]);
    expect(text).not.toContain('currency');
  });

  it('comes back as the same overlay from the edited map', () => {
    const edited = applyOverlay(TEMPLATE, OVERLAY).text;
    const order = (changes: readonly OverlayChange[]) => changes.map(({ path }) => path).sort();
    const back = overlayFromEdit(TEMPLATE, edited);
    expect(order(back.changes)).toEqual(order(OVERLAY.changes));
    for (const { note: _note, ...change } of OVERLAY.changes) expect(back.changes).toContainEqual(change);
  });

  it('tells fields apart behind a check', () => {
    const template = '( $assert(kind != "no", "not that"); { "a": b, "c": d } )';
    const changes: OverlayChange[] = [{ path: 'a', kind: 'constant', value: 1, base: 'b' }];
    const { text } = applyOverlay(template, { changes });
    expect(text).toBe('( $assert(kind != "no", "not that"); { "a": 1, "c": d } )');
    expect(overlayFromEdit(template, text)).toEqual({ changes });
  });

  it('gives the edited map again, whatever was edited', () => {
    fc.assert(
      fc.property(mapTexts, mapTexts, (template, edited) => {
        const { text, problems } = applyOverlay(template, overlayFromEdit(template, edited));
        expect(problems).toEqual([]);
        for (const order of sampleOrders) {
          expect(compile(text).evaluate(order)).toEqual(compile(edited).evaluate(order));
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('differences of maps', () => {
  const CASES: readonly [name: string, before: string, after: string, differences: unknown[]][] = [
    ['blanks, comments, quotes and order', '{"a": b, "c": "d"}', "{ 'c': 'd', /* x */ 'a':b }", []],
    ['an expression', '{"a": b}', '{"a": c}', [{ path: 'a', kind: 'changed', before: 'b', after: 'c' }]],
    [
      'a field deep down',
      '{"l": [x.{"a": b}]}',
      '{"l": [x.{"a": b, "c": d}]}',
      [{ path: 'l[].c', kind: 'added', after: 'd' }],
    ],
    ['a field less', '{"a": {"b": c}}', '{"a": {}}', [{ path: 'a.b', kind: 'removed', before: 'c' }]],
    [
      'another list',
      '{"l": [x.{"a": b}]}',
      '{"l": [y.{"a": b}]}',
      [{ path: 'l', kind: 'changed', before: '[x.{"a": b}]', after: '[y.{"a": b}]' }],
    ],
    [
      'all of it',
      '$sum(x)',
      '{"a": 1}',
      [{ path: '', kind: 'changed', before: '$sum(x)', after: '{"a": 1}' }],
    ],
    [
      'inside a prefix',
      'a.{"b": c}',
      'a.{"b": d}',
      [{ path: 'b', kind: 'changed', before: 'c', after: 'd' }],
    ],
  ];
  for (const [name, before, after, differences] of CASES) {
    it(name, () => expect(diffMaps(before, after)).toEqual(differences));
  }
});

describe('an overlay on a new version of its template', () => {
  const NEW = TEMPLATE.replace('currency.code', 'currency.code ?? "USD"')
    .replace('"name": parties[role = "BY"].name', '')
    .replace('"quantity": quantity', '"quantity": quantity,\n    "unit": $lookup("units", unit)')
    .replace('"number":', '"kind": beginning.orderType,\n  "number":');

  it('keeps what the template left alone and lists the rest', () => {
    const { overlay, conflicts, adopted } = rebaseOverlay(OVERLAY, TEMPLATE, NEW);
    expect(overlay.changes.map(({ path }) => path)).toEqual(['lines[].sku', 'number']);
    expect(adopted).toEqual(['buyer.name']);
    expect(conflicts.map(({ path, reason, was, now }) => [path, reason, was, now])).toEqual([
      ['currency', 'changed', 'currency.code', 'currency.code ?? "USD"'],
      ['lines[].unit', 'taken', undefined, '$lookup("units", unit)'],
    ]);
    const kept = applyOverlay(NEW, { changes: conflicts.map(keepChange) });
    expect(kept.problems).toEqual([]);
    expect(kept.text).toContain('"currency": "EUR"');
    expect(kept.text).toContain('"unit": unit');
  });

  it('notices that a list is made of something else, or gone', () => {
    const other = rebaseOverlay(OVERLAY, TEMPLATE, TEMPLATE.replace('[lines.{', '[schedules.{'));
    expect(other.conflicts.map(({ path, reason }) => [path, reason])).toEqual([
      ['lines[].sku', 'around'],
      ['lines[].unit', 'around'],
    ]);
    const flat = rebaseOverlay(OVERLAY, TEMPLATE, TEMPLATE.replace(/\[lines\.\{[^]*\}\]/, 'lines.sku'));
    expect(flat.conflicts.map(({ path, reason }) => [path, reason])).toEqual([
      ['lines[].sku', 'gone'],
      ['lines[].unit', 'gone'],
    ]);
    const gone = rebaseOverlay(OVERLAY, TEMPLATE, '{"number": beginning.purchaseOrderNumber}');
    expect(gone.conflicts.map(({ path, reason }) => [path, reason])).toEqual([
      ['currency', 'gone'],
      ['lines[].sku', 'gone'],
      ['lines[].unit', 'gone'],
    ]);
  });

  it('shows on samples what changes', () => {
    const sample = {
      name: 'order',
      input: { beginning: { contractNumber: '7', orderType: 'SA' }, parties: [{ role: 'BY', name: 'B' }], lines: [{ quantity: 2, unit: 'EA' }] },
    }; // prettier-ignore
    const lookups = { items: {}, units: { EA: 'C62' } };
    const [preview] = previewRebase({ overlay: OVERLAY, oldTemplate: TEMPLATE, newTemplate: NEW }, [sample], {
      lookups,
    });
    expect(preview?.differences.map(describeDifference)).toEqual([
      'currency: expected "EUR", is "USD"',
      'lines[0].unit: expected "EA", is "C62"',
      'kind: not expected, is "SA"',
    ]);
  });
});
