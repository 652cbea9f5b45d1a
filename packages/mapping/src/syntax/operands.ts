import type { Parser } from './parser.ts';
import { regexParts, stringValue } from './scan.ts';
import type { ObjectEntry, SyntaxNode, TextRange, Token } from './tree.ts';

/** Binding power of what a minus in front takes. */
const PREFIX_POWER = 70;

type Reader = (parser: Parser, token: Token) => SyntaxNode;

/** Signs that an operand may begin with. */
const PREFIX: Readonly<Record<string, Reader>> = {
  '*': (_parser, { from, to }) => ({ kind: 'wildcard', from, to }),
  '**': (_parser, { from, to }) => ({ kind: 'descendants', from, to }),
  '%': (parser, { from, to }) => {
    parser.needsRules = true;
    return { kind: 'parent', from, to };
  },
  '-': negate,
  '(': block,
  '[': array,
  '{': (parser, opener) => {
    const entries = objectEntries(parser, opener);
    return { kind: 'object', from: opener.from, to: parser.previousEnd, entries };
  },
  '|': transform,
};

/** Whether an expression can begin with the token. */
export function startsOperand({ kind, id }: Token): boolean {
  if (kind === 'operator') return Object.hasOwn(PREFIX, id);
  return kind !== 'end' && kind !== 'unknown';
}

/** Reads the operand that a token (used already) begins. */
export function operand(parser: Parser, token: Token): SyntaxNode {
  const { kind, from, to } = token;
  switch (kind) {
    case 'string':
      return { kind, from, to, value: stringValue(parser.text.slice(from, to)) };
    case 'number':
      return { kind, from, to, value: Number(parser.text.slice(from, to)) };
    case 'regex':
      return { kind, from, to, ...regexParts(parser.text.slice(from, to)) };
    case 'variable':
      return { kind, from, to, name: parser.text.slice(from + 1, to) };
    case 'keyword':
      return keyword(token);
    case 'operator':
      return PREFIX[token.id]?.(parser, token) ?? parser.missing();
    default:
      return { kind: 'name', from, to, value: nameOf(parser.text.slice(from, to)) };
  }
}

/** `and`, `or` and `in` are names where an operand stands. */
function keyword({ from, to, id }: Token): SyntaxNode {
  if (id === 'null') return { kind: 'null', from, to };
  if (id === 'true' || id === 'false') return { kind: 'boolean', from, to, value: id === 'true' };
  return { kind: 'name', from, to, value: id };
}

function nameOf(raw: string): string {
  if (!raw.startsWith('`')) return raw;
  return raw.slice(1, raw.length > 1 && raw.endsWith('`') ? -1 : undefined);
}

function negate(parser: Parser, { from }: Token): SyntaxNode {
  const inner = parser.expression(PREFIX_POWER);
  return { kind: 'negate', from, to: inner.to, operand: inner };
}

function block(parser: Parser, opener: Token): SyntaxNode {
  const syntax = { separator: ';', closer: ')', opener, infix: true, trailing: true } as const;
  const expressions = parser.list<SyntaxNode>(syntax, (items) => items.push(parser.expression(0)));
  return { kind: 'block', from: opener.from, to: parser.previousEnd, expressions };
}

function array(parser: Parser, opener: Token): SyntaxNode {
  const syntax = { separator: ',', closer: ']', opener, infix: true } as const;
  const items = parser.list<SyntaxNode>(syntax, (list) => list.push(arrayItem(parser)));
  return { kind: 'array', from: opener.from, to: parser.previousEnd, items };
}

function arrayItem(parser: Parser): SyntaxNode {
  const start = parser.expression(0);
  const at = parser.token.from;
  if (!parser.accept('..')) return start;
  const end = parser.expression(0);
  return { kind: 'range', from: start.from, to: end.to, at, start, end };
}

/** The entries between braces; the opening one has been used. */
export function objectEntries(parser: Parser, opener: TextRange): ObjectEntry[] {
  const syntax = { separator: ',', closer: '}', opener, infix: true } as const;
  return parser.list<ObjectEntry>(syntax, (entries) => {
    let entry = objectEntry(parser, parser.takeKey());
    // A colon after a value: it is the next field's name, and this one's value has not been written.
    while (parser.token.id === ':' && !parser.hasKey && entry.value.kind !== 'missing') {
      const { key, value } = entry;
      const colon = parser.lexer.tokens.findLast(({ id, to }) => id === ':' && to <= value.from);
      const at = Math.max(colon?.to ?? 0, key.to);
      const gap = { kind: 'missing', from: at, to: at } as const;
      parser.problems.add('S0211', key, 'The value of this field is missing');
      entries.push({ kind: 'entry', from: key.from, to: gap.to, key, value: gap });
      entry = objectEntry(parser, value);
    }
    entries.push(entry);
  });
}

function objectEntry(parser: Parser, key: SyntaxNode): ObjectEntry {
  const message = `After the name of a field comes a colon and its value, not ${parser.shown(parser.token)}`;
  const colon = parser.expect(':', message);
  const hasValue = colon || (key.kind !== 'missing' && startsOperand(parser.token));
  const value = hasValue ? parser.expression(0) : parser.gap();
  return { kind: 'entry', from: key.from, to: Math.max(key.to, value.to), key, value };
}

function transform(parser: Parser, opener: Token): SyntaxNode {
  const [pattern, update, removal] = parser.within('|', () => {
    const place = parser.whole('|');
    parser.expect('|', '| is missing: a transform is written |where|what to set|');
    const change = parser.whole('|');
    return [place, change, parser.accept(',') ? parser.whole('|') : undefined];
  });
  parser.close('|', opener, false);
  return { kind: 'transform', from: opener.from, to: parser.previousEnd, pattern, update, delete: removal };
}
