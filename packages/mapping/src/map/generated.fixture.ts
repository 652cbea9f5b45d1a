import fc from 'fast-check';

/** An expression for a field, by the source fields that are at hand in its place. */
const expression = fc.constantFrom(
  'id',
  'customer.name',
  'lines[0].sku',
  '$sum(lines.qty)',
  '"fixed"',
  '12.5',
  'id = "A" ? "yes" : customer.name',
  '$lookup({"A": 1}, id)',
  '(  $x := id; $x & "-" & $x )',
  'lines^(>qty).sku',
);

const lineExpression = fc.constantFrom('sku', 'qty', 'qty * 2', '%.id', '$string(qty)', 'null');

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e e', 'f"');
const blank = fc.constantFrom(' ', '\n  ', ' /* note */ ', '');

interface Style {
  before: string;
  after: string;
}
const style: fc.Arbitrary<Style> = fc.record({
  before: blank,
  after: fc.constantFrom('', ' ', '\n', ' /* end */ '),
});

function object(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.uniqueArray(fc.tuple(name, value), { maxLength: 4, selector: ([key]) => key }), style)
    .map(([fields, { before, after }]) => {
      const entries = fields.map(([key, text]) => `${before}${JSON.stringify(key)}: ${text}`);
      return `{${entries.join(',')}${after}}`;
    });
}

const line = object(lineExpression);
const list = fc
  .tuple(line, fc.constantFrom('lines', 'lines[qty > 1]', 'lines^(sku)'), fc.boolean())
  .filter(([body, source, map]) => !body.includes('%') || (!map && !source.includes('^')))
  .map(([body, source, map]) =>
    map ? `$map(${source}, function($l) { $l.${body} })` : `[${source}.${body}]`,
  );

/** Texts of maps over `sampleOrders`, in all the forms that have a picture. */
export const mapTexts: fc.Arbitrary<string> = fc
  .tuple(
    object(fc.oneof(expression, list, object(expression))),
    fc.constantFrom('', '/* head */ ', '\n'),
    fc.boolean(),
  )
  .map(([body, head, block]) => (block ? `${head}( $v := id; ${body} )` : head + body));

/** Inputs that the maps give different results for. */
export const sampleOrders: readonly unknown[] = [
  {
    id: 'A',
    customer: { name: 'Miller' },
    lines: [
      { sku: 'X', qty: 2 },
      { sku: 'W', qty: 1 },
    ],
  },
  { id: 'B', customer: {}, lines: [{ sku: 'Y', qty: 5 }] },
  {},
];
