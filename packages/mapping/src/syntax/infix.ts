import { objectEntries } from './operands.ts';
import type { Parser } from './parser.ts';
import { readSignature } from './signature.ts';
import type { BinaryOperator, SortTerm, SyntaxNode, Token } from './tree.ts';

type InfixReader = (parser: Parser, left: SyntaxNode, operator: Token) => SyntaxNode;

/** How strongly the operators after an operand bind, as in the reference parser. */
const POWERS: Readonly<Record<string, number>> = {
  '.': 75, '[': 80, '{': 70, '(': 80, '@': 80, '#': 80,
  '*': 60, '/': 60, '%': 60, '+': 50, '-': 50, '&': 50,
  '=': 40, '<': 40, '>': 40, '!=': 40, '<=': 40, '>=': 40, in: 40, '^': 40, '~>': 40, '?:': 40, '??': 40,
  and: 30, or: 25, '?': 20, ':=': 10,
}; // prettier-ignore

const POWER_BY_SIGN: ReadonlyMap<string, number> = new Map(Object.entries(POWERS));

/** Binding power of a token after an operand; 0 where it can't go on with it. */
export function infixPower({ id }: Token): number {
  return id === '' ? 0 : (POWER_BY_SIGN.get(id) ?? 0);
}

const powerOf = (id: string): number => POWER_BY_SIGN.get(id) ?? 0;

/** What reads on after an operand, by the sign (used already). */
export const INFIX: Readonly<Record<string, InfixReader>> = {
  '.': path,
  '[': filter,
  '{': (parser, subject, opener) => {
    parser.needsRules = true;
    const entries = objectEntries(parser, opener);
    return { kind: 'group', from: subject.from, to: parser.previousEnd, at: opener.from, subject, entries };
  },
  '(': call,
  '@': (parser, subject, sign) => ({ kind: 'bindContext', ...binding(parser, subject, sign) }),
  '#': (parser, subject, sign) => ({ kind: 'bindPosition', ...binding(parser, subject, sign) }),
  '^': sort,
  '?': condition,
  ':=': assign,
  '~>': (parser, left, sign) => ({ kind: 'apply', ...sides(parser, left, sign, powerOf('~>')) }),
  // Both take everything to their right, whatever it is.
  '?:': (parser, left, sign) => ({ kind: 'default', ...sides(parser, left, sign, 0) }),
  '??': (parser, left, sign) => ({ kind: 'coalesce', ...sides(parser, left, sign, 0) }),
  ...Object.fromEntries(
    (['+', '-', '*', '/', '%', '&', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in'] as const).map(
      (operator) => [operator, binary(operator)],
    ),
  ),
};

interface Sides {
  from: number;
  to: number;
  at: number;
  left: SyntaxNode;
  right: SyntaxNode;
}

function sides(parser: Parser, left: SyntaxNode, sign: Token, power: number): Sides {
  parser.needsRules ||= power === 0;
  const right = parser.expression(power);
  return { from: left.from, to: Math.max(right.to, sign.to), at: sign.from, left, right };
}

function binary(operator: BinaryOperator): InfixReader {
  const power = powerOf(operator);
  return (parser, left, sign) => ({ kind: 'binary', operator, ...sides(parser, left, sign, power) });
}

/** Steps of one path come one after the other in one node, however many they are. */
function path(parser: Parser, first: SyntaxNode): SyntaxNode {
  const steps = [first];
  do steps.push(parser.expression(powerOf('.')));
  while (parser.accept('.'));
  parser.needsRules ||= steps.some(isConstant);
  const to = Math.max(parser.previousEnd, steps.at(-1)?.to ?? 0);
  return { kind: 'path', from: first.from, to, steps };
}

/** Constants, also negative or with something behind them, can't be steps. */
function isConstant(step: SyntaxNode): boolean {
  let inner = step;
  while ('subject' in inner) inner = inner.subject;
  return (
    inner.kind === 'number' || inner.kind === 'boolean' || inner.kind === 'null' || inner.kind === 'negate'
  );
}

function filter(parser: Parser, subject: SyntaxNode, opener: Token): SyntaxNode {
  const { from } = subject;
  // After [] a slash begins a pattern, as in the reference.
  if (parser.accept(']')) {
    return { kind: 'keepArray', from, to: parser.previousEnd, at: opener.from, subject };
  }
  const predicate = parser.within(']', () => parser.whole(']'));
  parser.close(']', opener, true);
  return { kind: 'filter', from, to: parser.previousEnd, at: opener.from, subject, predicate };
}

function binding(parser: Parser, subject: SyntaxNode, sign: Token) {
  parser.needsRules ||= sign.id === '@';
  const variable = parser.expression(powerOf(sign.id));
  if (variable.kind !== 'variable' && variable.kind !== 'missing') {
    parser.problems.add('S0214', variable, `After ${sign.id} a variable such as $x must follow`);
  }
  return { from: subject.from, to: Math.max(variable.to, sign.to), at: sign.from, subject, variable };
}

function sort(parser: Parser, subject: SyntaxNode, sign: Token): SyntaxNode {
  let terms: SortTerm[] = [];
  const opener = parser.token;
  if (parser.expect('(', 'An order-by is written ^(field) or ^(>field)')) {
    const syntax = { separator: ',', closer: ')', opener, infix: false, filled: true } as const;
    terms = parser.list<SortTerm>(syntax, (items) => items.push(sortTerm(parser)));
  }
  const to = Math.max(sign.to, parser.previousEnd);
  return { kind: 'sort', from: subject.from, to, at: sign.from, subject, terms };
}

function sortTerm(parser: Parser): SortTerm {
  const { from } = parser.token;
  const descending = parser.token.id === '>';
  if (descending || parser.token.id === '<') parser.advance();
  const expression = parser.expression(0);
  return {
    kind: 'sortTerm',
    from: Math.min(from, expression.from),
    to: expression.to,
    descending,
    expression,
  };
}

function call(parser: Parser, callee: SyntaxNode, opener: Token): SyntaxNode {
  const syntax = { separator: ',', closer: ')', opener, infix: true } as const;
  const list = parser.list<SyntaxNode>(syntax, (items) => items.push(argument(parser)));
  const place = { from: callee.from, at: opener.from };
  if (callee.kind === 'name' && (callee.value === 'function' || callee.value === 'λ')) {
    return lambda(parser, list, place);
  }
  const kind = list.some((one) => one.kind === 'placeholder') ? 'partial' : 'call';
  return { kind, ...place, to: parser.previousEnd, callee, arguments: list };
}

function argument(parser: Parser): SyntaxNode {
  const { from, to, id } = parser.token;
  if (id !== '?') return parser.expression(0);
  parser.advance();
  return { kind: 'placeholder', from, to };
}

function lambda(parser: Parser, parameters: SyntaxNode[], place: { from: number; at: number }): SyntaxNode {
  parameters.forEach((parameter, index) => {
    if (parameter.kind === 'variable' || parameter.kind === 'missing') return;
    parser.problems.add('S0208', parameter, `Parameter ${index + 1} must be a variable such as $x`);
  });
  const signature = parser.token.id === '<' ? readSignature(parser) : undefined;
  const opener = parser.token;
  if (!parser.expect('{', 'The body of a function is written in braces: function($x) { … }')) {
    const body = parser.gap();
    return { kind: 'lambda', ...place, to: parser.previousEnd, parameters, signature, body };
  }
  const body = parser.within('}', () => parser.whole('}'));
  parser.close('}', opener, false);
  return { kind: 'lambda', ...place, to: parser.previousEnd, parameters, signature, body };
}

function condition(parser: Parser, test: SyntaxNode, sign: Token): SyntaxNode {
  const then = parser.expression(0);
  const otherwise = parser.accept(':') ? parser.expression(0) : undefined;
  const to = Math.max(parser.previousEnd, (otherwise ?? then).to);
  return { kind: 'condition', from: test.from, to, at: sign.from, condition: test, then, else: otherwise };
}

function assign(parser: Parser, target: SyntaxNode, sign: Token): SyntaxNode {
  const named = target.kind === 'keepArray' ? innermost(target) : target;
  if (named.kind !== 'variable' && named.kind !== 'missing') {
    parser.problems.add('S0212', target);
  }
  const value = parser.expression(powerOf(':=') - 1);
  return { kind: 'assign', from: target.from, to: Math.max(value.to, sign.to), at: sign.from, target, value };
}

function innermost(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.kind === 'keepArray') inner = inner.subject;
  return inner;
}
