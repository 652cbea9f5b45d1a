/**
 * A tokenizer for JSONata, for colours, completion and for changing references in place. It covers the
 * whole text without gaps and never fails: what it can't read becomes a token of kind `unknown`.
 */
export type TokenKind =
  | 'blank'
  | 'comment'
  | 'string'
  | 'number'
  | 'regex'
  | 'variable'
  | 'name'
  | 'keyword'
  | 'operator'
  | 'unknown';

export interface Token {
  kind: TokenKind;
  from: number;
  to: number;
  text: string;
}

const patterns: readonly [TokenKind, RegExp][] = [
  ['blank', /\s+/y],
  ['comment', /\/\*[\s\S]*?(?:\*\/|$)/y],
  ['string', /"(?:\\[\s\S]|[^"\\])*(?:"|$)|'(?:\\[\s\S]|[^'\\])*(?:'|$)/y],
  ['number', /(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['variable', /\$(?:\$|[\p{L}_][\p{L}\p{N}_]*)?/uy],
  ['name', /`[^`]*(?:`|$)|[\p{L}_][\p{L}\p{N}_]*/uy],
  ['operator', /:=|!=|<=|>=|\*\*|\.\.|~>|\?\?|\?:|[-.[\]{}(),@#;:?+*/%|=<>^&!~]/y],
];

const keywords = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/** After these a `/` divides; after anything else it opens a regular expression. */
function endsOperand(token: Token | undefined): boolean {
  if (!token) return false;
  if (['string', 'number', 'regex', 'variable', 'name'].includes(token.kind)) return true;
  return token.text === ')' || token.text === ']' || token.text === '}';
}

function regexAt(text: string, from: number): number | undefined {
  const pattern = /\/(?:\\.|[^/\\\n])+\/[im]*/y;
  pattern.lastIndex = from;
  return pattern.exec(text) ? pattern.lastIndex : undefined;
}

function tokenAt(text: string, from: number, previous: Token | undefined): Token {
  if (text[from] === '/' && text[from + 1] !== '*' && !endsOperand(previous)) {
    const to = regexAt(text, from);
    if (to !== undefined) return { kind: 'regex', from, to, text: text.slice(from, to) };
  }
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = from;
    const word = pattern.exec(text)?.[0];
    if (!word) continue;
    const isWord = kind === 'name' && keywords.has(word) && previous?.text !== '.';
    return { kind: isWord ? 'keyword' : kind, from, to: from + word.length, text: word };
  }
  return { kind: 'unknown', from, to: from + 1, text: text.charAt(from) };
}

/** Splits an expression into tokens, blanks and comments included. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let previous: Token | undefined;
  for (let at = 0; at < text.length;) {
    const token = tokenAt(text, at, previous);
    tokens.push(token);
    if (token.kind !== 'blank' && token.kind !== 'comment') previous = token;
    at = token.to;
  }
  return tokens;
}

/** The tokens that mean something: without blanks and comments. */
export function meaningful(text: string): Token[] {
  return tokenize(text).filter((token) => token.kind !== 'blank' && token.kind !== 'comment');
}
