import fc from 'fast-check';

/** A type rather than an interface: fast-check wants an index signature. */
type Grammar = { expression: string; operand: string; step: string; entry: string };

const name = fc.constantFrom('a', 'b', 'and', 'in', '`odd name`', '"text"', '*', '**');
const variable = fc.constantFrom('$', '$$', '$x', '$sum');
const literal = fc.constantFrom('1', '0.5', '"x"', "'y'", 'true', 'null', '/a+/i', '[]', '{}', '()');
const operator = fc.constantFrom(
  '+', '-', '*', '/', '%', '&', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in', '~>', '??', '?:',
); // prettier-ignore

function list(item: fc.Arbitrary<string>, separator: string): fc.Arbitrary<string> {
  return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(separator));
}

/** Expressions of every construct; many of them are valid. */
export const { expression } = fc.letrec<Grammar>((tie) => {
  const inner = tie('expression');
  const operand = tie('operand');
  const group = list(tie('entry'), ', ').map((entries) => `{${entries}}`);
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      operand,
      list(tie('step'), '.'),
      fc.tuple(operand, operator, operand, operator, operand).map((parts) => parts.join(' ')),
      fc.tuple(operand, inner, inner).map(([test, one, other]) => `${test} ? ${one} : ${other}`),
      fc.tuple(operand, inner).map(([test, one]) => `${test} ? ${one}`),
      fc.tuple(list(tie('step'), '.'), inner, operand).map(([path, one, other]) => `${path}^(>${one}, ${other})`),
      fc.tuple(inner, operand).map(([one, other]) => `($x := ${one}; $y := $z := ${other}; $x)`),
    ),
    operand: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      literal,
      variable,
      name,
      inner.map((one) => `(${one})`),
      operand.map((one) => `-${one}`),
      list(inner, ', ').map((items) => `[${items}]`),
      fc.tuple(operand, operand).map(([from, to]) => `[${from}..${to}]`),
      group,
      fc.tuple(variable, list(fc.oneof(inner, fc.constant('?')), ', ')).map(([f, args]) => `${f}(${args})`),
      inner.map((body) => `function($x, $y)<nn:n>{ ${body} }`),
      fc.tuple(operand, inner).map(([place, change]) => `(a ~> |${place}|${change}, "b"|)`),
    ),
    step: fc
      .tuple(
        fc.oneof(name, variable, inner.map((one) => `(${one})`), group),
        fc.array(fc.oneof(fc.constantFrom('[]', '#$i', '@$v', '[0]', '[-1]', '[%.a = 1]'), inner.map((one) => `[${one}]`)), { maxLength: 2 }),
      )
      .map(([step, rest]) => step + rest.join('')),
    entry: fc.tuple(fc.constantFrom('"k"', 'a', '$x'), inner).map(([key, value]) => `${key}: ${value}`),
  };
}); // prettier-ignore
