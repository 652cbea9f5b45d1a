import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';

const CASES: readonly [expression: string, references: string[], dependencies?: string[]][] = [
  ['body.lines.qty', ['body.lines.qty']],
  ['$.body.id & $$.headers.`x-id`', ['body.id', 'headers.`x-id`']],
  ['body.lines.{ "q": qty, "total": qty * price }', ['body.lines.price', 'body.lines.qty']],
  ['body.lines[status = "open"].sku', ['body.lines.sku', 'body.lines.status']],
  ['body.lines{ sku: $sum(qty) }', ['body.lines.qty', 'body.lines.sku']],
  ['body.lines^(>no, sku).name', ['body.lines.name', 'body.lines.no', 'body.lines.sku']],
  ['( $l := body.lines; $l.sku )', ['body.lines.sku']],
  ['$map(body.lines, function($l) { $l.qty * $rate })', ['body.lines.qty'], ['rate']],
  ['$filter(body.lines, function($l) { $l.open }).sku', ['body.lines.open', 'body.lines.sku']],
  ['body.lines ~> $sort(function($a, $b) { $a.no > $b.no })', ['body.lines', 'body.lines.no']],
  ['body.orders.lines.{ "order": %.id, "sku": sku }', ['body.orders.id', 'body.orders.lines.sku']],
  [
    'body.orders@$o.parties[id = $o.partyId].name',
    ['body.orders.partyId', 'body.parties.id', 'body.parties.name'],
  ],
  ['$exists(a) ? b : c.d', ['a', 'b', 'c.d']],
  ['$sum(body.*.amount)', ['body.*.amount']],
  ['$ ~> |body.lines|{ "net": qty * price }|', ['body.lines.price', 'body.lines.qty']],
  ['$steps.erp.body.id = $vars.id', [], ['steps', 'vars']],
  ['( $x := 1; $f := function($y) { $x + $y + $z }; $f(2) )', [], ['z']],
  ['"constant"', []],
];

describe('what an expression reads', () => {
  for (const [expression, references, dependencies = []] of CASES) {
    it(expression, () => {
      const compiled = compile(expression);
      expect(compiled.references).toEqual(references);
      expect(compiled.dependencies).toEqual(dependencies);
    });
  }
});
