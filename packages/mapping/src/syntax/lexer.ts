import { messageOf } from '../jsonata/messages.ts';
import type { ProblemLog } from './problems.ts';
import { scanNumber, scanRegex, scanString, type Scanned } from './scan.ts';
import type { Token, TokenKind } from './tree.ts';

const DOUBLE_SIGNS: ReadonlySet<string> = new Set(['..', ':=', '!=', '>=', '<=', '**', '~>', '?:', '??']);
const DOUBLE_BEGINS = '.:!><*~?';
const SINGLE_SIGNS = '.[]{}(),@#;:?+-*/%|=<>^&!~';
const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'in', 'true', 'false', 'null']);

const isBlank = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0b;

/** Characters that end a name. */
const STOPS: readonly boolean[] = Array.from(
  { length: 128 },
  (_, code) => isBlank(code) || SINGLE_SIGNS.includes(String.fromCharCode(code)),
);

/** Cuts a text into tokens, one on each call: what a slash means depends on what stands before it. */
export class Lexer {
  readonly text: string;
  readonly tokens: Token[] = [];
  private readonly problems: ProblemLog;
  private position = 0;
  /** Signs found to be unclosed once: further ones are looked for up to the line's end only. */
  private readonly unclosed = new Set<string>();

  constructor(text: string, problems: ProblemLog) {
    this.text = text;
    this.problems = problems;
  }

  /** The next token that means something. @param infix whether a slash here divides */
  next(infix: boolean): Token {
    this.skipTrivia();
    const { text, position: from } = this;
    if (from >= text.length) return { kind: 'end', from: text.length, to: text.length, id: '' };
    const char = text.charAt(from);
    if (char === '/' && !infix) return this.scanned('regex', this.enclosed('/', scanRegex));
    if (SINGLE_SIGNS.includes(char)) return this.sign(char);
    if (char === '"' || char === "'") return this.scanned('string', this.enclosed(char, scanString));
    const number = char >= '0' && char <= '9' ? scanNumber(text, from) : undefined;
    if (number) return this.scanned('number', number);
    return char === '`' ? this.quotedName() : this.word(char);
  }

  /** Takes in the rest of the text without a look at what it means. */
  skipRest(): void {
    while (this.next(true).kind !== 'end');
  }

  private push(kind: TokenKind, to: number, id = ''): Token {
    const token: Token = { kind, from: this.position, to, id };
    this.tokens.push(token);
    this.position = to;
    return token;
  }

  private skipTrivia(): void {
    const { text } = this;
    for (;;) {
      let end = this.position;
      while (end < text.length && isBlank(text.charCodeAt(end))) end += 1;
      if (end > this.position) this.push('blank', end);
      if (text[end] !== '/' || text[end + 1] !== '*') return;
      const close = text.indexOf('*/', end + 2);
      const comment = this.push('comment', close === -1 ? text.length : close + 2);
      if (close === -1) this.problems.add('S0106', comment);
    }
  }

  private enclosed(sign: string, scan: (text: string, from: number, limit: number) => Scanned): Scanned {
    const end = this.unclosed.has(sign) ? this.text.indexOf('\n', this.position) : -1;
    const found = scan(this.text, this.position, end === -1 ? this.text.length : end);
    if (found.code === 'S0101' || found.code === 'S0302') this.unclosed.add(sign);
    return found;
  }

  private scanned(kind: TokenKind, { to, code, at }: Scanned): Token {
    const token = this.push(kind, to);
    if (code !== undefined) {
      const fault = at === undefined ? token : { from: at, to: Math.min(at + 2, to) };
      this.problems.add(code, fault, this.wording(code, token, at));
    }
    return token;
  }

  private wording(code: string, { from, to }: Token, at: number | undefined): string {
    const token = at === undefined ? this.text.slice(from, to) : this.text.charAt(at + 1);
    return code === 'X1005' ? 'This is not a valid pattern' : messageOf(code, { token });
  }

  private sign(char: string): Token {
    if (DOUBLE_BEGINS.includes(char)) {
      const double = this.text.slice(this.position, this.position + 2);
      if (DOUBLE_SIGNS.has(double)) return this.push('operator', this.position + 2, double);
    }
    if (char !== '!' && char !== '~') return this.push('operator', this.position + 1, char);
    const token = this.push('unknown', this.position + 1);
    this.problems.add('S0204', token, messageOf('S0204', { token: char }));
    return token;
  }

  private quotedName(): Token {
    const from = this.position + 1;
    const end = this.unclosed.has('`') ? -1 : this.text.indexOf('`', from);
    if (end !== -1) return this.push('name', end + 1);
    this.unclosed.add('`');
    const line = this.text.indexOf('\n', from);
    const token = this.push('name', line === -1 ? this.text.length : line);
    this.problems.add('S0105', token);
    return token;
  }

  private word(first: string): Token {
    const { text } = this;
    let end = this.position + 1;
    while (end < text.length && STOPS[text.charCodeAt(end)] !== true) end += 1;
    if (first === '$') return this.push('variable', end);
    const length = end - this.position;
    const word = length <= 5 ? text.slice(this.position, end) : '';
    return KEYWORDS.has(word) ? this.push('keyword', end, word) : this.push('name', end);
  }
}
