import { describe, expect, it } from 'vitest';
import { compile } from '../jsonata/compile.ts';
import { fieldsOfSamples } from './fields.ts';
import { linesOf, traceMap } from './lines.ts';
import { readMap } from './read.ts';
import { sourceExpression } from './sourceExpression.ts';

/** Lines as `source → target kind`, the kind left out where it is direct. */
function lines(text: string): string[] {
  return linesOf(readMap(text)).map(
    ({ source, target, kind }) => `${source} → ${target}${kind === 'direct' ? '' : ` ${kind}`}`,
  );
}

const CASES: readonly [text: string, lines: string[]][] = [
  ['{"a": b.c}', ['b.c → a']],
  ['{"a": 1}', []],
  ['{"a": b & "-" & $uppercase(c)}', ['b → a computed', 'c → a computed']],
  ['{"lines": [lines.{"quantity": qty}]}', ['lines[] → lines[]', 'lines[].qty → lines[].quantity']],
  [
    '{"l": $map(lines, function($x, $i) { {"n": $i, "q": $x.qty, "o": orderNo} })}',
    ['lines[] → l[]', 'lines[].qty → l[].q', 'orderNo → l[].o'],
  ],
  [
    'a.b[t="850"].data.{"id": no, "l": [lines.{"q": q, "up": %.no}]}',
    [
      'a.b[].t →  filter',
      'a.b[].data → ',
      'a.b[].data.no → id',
      'a.b[].data.lines[] → l[]',
      'a.b[].data.lines[].q → l[].q',
      'a.b[].data.no → l[].up',
    ],
  ],
  ['{"a": b = 1 ? c : d.e}', ['b → a condition', 'c → a', 'd.e → a']],
  [
    '[$.( $o := $; $assert(kind != "no"); lines.{"a": $o.id, "q": q} )]',
    ['kind → [] condition', 'lines[] → []', 'id → [].a', 'lines[].q → [].q'],
  ],
  ['( $x := h.total * 2; $y := h.id; {"a": $x, "b": $y} )', ['h.total → a computed', 'h.id → b']],
  [
    '{"s": lines[open and qty > $least]^(>no).{"q": qty}}',
    [
      'lines[].open → s[] filter',
      'lines[].qty → s[] filter',
      '$least → s[] filter',
      'lines[].no → s[] filter',
      'lines[] → s[]',
      'lines[].qty → s[].q',
    ],
  ],
  ['{"u": $lookup("units", line.unit)}', ['line.unit → u computed']],
  ['{"n": parties[role = "ST"].name}', ['parties[].name → n', 'parties[].role → n filter']],
  [
    '{"g": lines{sku: {"n": $sum(qty)}}}',
    ['lines[] → g[]', 'lines[].sku → g[] filter', 'lines[].qty → g[].n computed'],
  ],
  ['{"t": $sum(lines.(qty * price))}', ['lines.qty → t computed', 'lines.price → t computed']],
  ['{"f": $filter(lines, function($l) { $l.open }).sku}', ['lines[].sku → f', 'lines[].open → f filter']],
  ['{"a": $steps.erp.body.id, "b": $$.x}', ['$steps.erp.body.id → a', 'x → b']],
  ['{"a": b ?? c, "d": [e, f]}', ['b → a', 'c → a', 'e → d', 'f → d']],
  [
    '{"x": orders@$o.parties[id = $o.pid].name}',
    ['parties[].name → x', 'parties[].id → x filter', 'orders[].pid → x filter'],
  ],
  ['{"x": a.*.b, "y": **.c}', ['a.*.b → x', '**.c → y']],
  ['{"r": $reduce(lines, function($sum, $l) { $sum + $l.qty })}', ['lines[].qty → r computed']],
];

describe('lines of a map', () => {
  for (const [text, expected] of CASES) {
    it(text, () => expect(lines(text).sort()).toEqual([...expected].sort()));
  }

  it('are written as the source has its fields', () => {
    const source = fieldsOfSamples([{ orders: [{ lines: [{ qty: 1 }] }] }]);
    const map = readMap('{"total": $sum(orders.lines.qty), "l": orders.lines.{"q": qty, "x": other}}');
    expect(linesOf(map, source).map(({ source: path, known }) => [path, known])).toEqual([
      ['orders[].lines[].qty', true],
      ['orders[].lines[]', true],
      ['orders[].lines[].qty', true],
      ['orders.lines[].other', false],
    ]);
  });
});

const INPUT = {
  id: 'H',
  'odd name': 7,
  orders: [{ no: 1, buyer: { name: 'B' }, lines: [{ sku: 'A', batches: [{ lot: 'L' }] }] }],
};

const WRITTEN: readonly [at: string, source: string, expression: string, value: unknown][] = [
  ['top', 'id', 'id', 'H'],
  ['top', '["odd name"]', '`odd name`', 7],
  ['top', '$steps.erp.id', '$steps.erp.id', undefined],
  ['o[].here', 'orders[].no', 'no', 1],
  ['o[].here', 'id', '$$.id', 'H'],
  ['o[].l[].here', 'orders[].lines[].sku', 'sku', 'A'],
  ['o[].l[].here', 'orders[].buyer.name', '%.buyer.name', 'B'],
  ['o[].l[].b[].here', 'orders[].lines[].batches[].lot', '$b.lot', 'L'],
  ['o[].l[].b[].here', 'orders[].lines[].sku', 'sku', 'A'],
  ['o[].l[].b[].here', 'id', '$$.id', 'H'],
];

describe('writing a source field at a place of a map', () => {
  const text = `{ "top": 0, "o": [orders.{ "here": 0, "l": [lines.{ "here": 0,
    "b": $map(batches, function($b) { { "here": 0 } }) }] }] }`;
  const map = readMap(text);
  for (const [at, source, expression, value] of WRITTEN) {
    it(`${source} at ${at}`, () => {
      const field = map.nodes.get(at);
      const scope = traceMap(map).scopes.get(at);
      if (field?.kind !== 'field' || scope === undefined) throw new Error(`no field ${at}`);
      expect(sourceExpression(scope, source)).toBe(expression);
      const { from, to } = field.value;
      const changed = text.slice(0, from) + expression + text.slice(to);
      const result = compile(`($result := ${changed}; $result.${at.replaceAll('[]', '')})`).evaluate(INPUT);
      expect(result).toEqual(value);
    });
  }
});
