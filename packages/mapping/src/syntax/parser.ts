import { messageOf } from '../jsonata/messages.ts';
import { INFIX, infixPower } from './infix.ts';
import { Lexer } from './lexer.ts';
import { operand, startsOperand } from './operands.ts';
import type { ProblemLog } from './problems.ts';
import type { MissingNode, SyntaxNode, TextRange, Token } from './tree.ts';
import type { TreeNode } from './walk.ts';

/** Levels of nodes in a tree at most, so that whoever walks it may do so recursively. */
const MAX_LEVELS = 1200;

/** Levels that a bracket counts for while it is read, since it takes more calls than an operator. */
const BRACKET_LEVELS = 4;

/** Brackets whose closing ones somebody waits for. */
const CLOSERS = [')', ']', '}', '|'] as const;
type Closer = (typeof CLOSERS)[number];

/** How a list in brackets is written. */
interface ListSyntax {
  separator: ',' | ';';
  closer: Closer;
  /** The opening bracket, for messages. */
  opener: TextRange;
  /** Whether a slash after the closing bracket divides. */
  infix: boolean;
  /** The last item may be followed by a separator. */
  trailing?: boolean;
  /** There must be one item at least. */
  filled?: boolean;
}

/** Signs that end an expression within brackets without closing them. */
const SEPARATORS: ReadonlySet<string> = new Set([',', ';', ':', '..']);

function isCloser(id: string): id is Closer {
  return (CLOSERS as readonly string[]).includes(id);
}

/**
 * Pratt's algorithm with the binding powers of the reference parser, and with its way to tell a
 * pattern from a division: by where in the algorithm the next token is asked for.
 */
export class Parser {
  readonly text: string;
  readonly problems: ProblemLog;
  readonly lexer: Lexer;
  /** The token that has not been used yet. */
  token: Token;
  /** Something has been read that is right only in some places, which the finished tree tells. */
  needsRules = false;
  /** End of the last token used. */
  previousEnd = 0;
  /** The name of an object's next field, read as an item of a list that was not closed before it. */
  private nextKey: SyntaxNode | undefined;
  private depth = 0;
  /** Levels of the highest expression read within the one being read. */
  private levels = 0;
  private readonly open = new Map<string, number>();

  constructor(text: string, problems: ProblemLog) {
    this.text = text;
    this.problems = problems;
    this.lexer = new Lexer(text, problems);
    this.token = this.meaningful(false);
  }

  private meaningful(infix: boolean): Token {
    let token = this.lexer.next(infix);
    while (token.kind === 'unknown') token = this.lexer.next(infix);
    return token;
  }

  /** Uses the current token. @param infix whether a slash after it divides */
  advance(infix = false): Token {
    const used = this.token;
    if (used.kind !== 'end') {
      this.previousEnd = used.to;
      this.token = this.meaningful(infix);
    }
    return used;
  }

  /** Uses the current token if it is the sign. */
  accept(id: string, infix = false): boolean {
    if (this.token.id !== id) return false;
    this.advance(infix);
    return true;
  }

  /** Reads as much as binds stronger than the given power. */
  expression(power: number): SyntaxNode {
    if (this.depth >= MAX_LEVELS) return this.giveUp();
    const outer = this.levels;
    this.levels = 0;
    this.depth += 1;
    let left = this.prefix();
    this.levels += 1;
    while (power < infixPower(this.token)) {
      if (this.levels >= MAX_LEVELS) {
        this.giveUp();
        break;
      }
      const operator = this.advance();
      const read = INFIX[operator.id];
      if (read) left = read(this, left, operator);
      this.levels += 1;
    }
    this.depth -= 1;
    this.levels = Math.max(outer, this.levels);
    return left;
  }

  private prefix(): SyntaxNode {
    if (!startsOperand(this.token)) return this.missing();
    return operand(this, this.advance(true));
  }

  /** The expression is nested too deeply: nothing more of it is read. */
  private giveUp(): SyntaxNode {
    const { from } = this.token;
    this.problems.addLast('X1006', { from, to: this.text.length });
    this.lexer.skipRest();
    this.token = { kind: 'end', from: this.text.length, to: this.text.length, id: '' };
    return { kind: 'missing', from, to: from };
  }

  /** Notes that an expression should stand before the current token. */
  missing(message?: string): MissingNode {
    const { token } = this;
    const wanted = message ?? this.missingMessage(token);
    this.problems.add(token.kind === 'end' ? 'S0207' : 'S0211', token, wanted);
    return this.gap();
  }

  private missingMessage(token: Token): string {
    const before = this.lexer.tokens.findLast(({ to }) => to === this.previousEnd);
    if (token.kind === 'end')
      return before ? `A value is missing after ${this.shown(before)}` : 'The expression is empty';
    if (!before) return messageOf('S0211', { token: token.id });
    return `A value is missing between ${this.shown(before)} and ${this.shown(token)}`;
  }

  /** A node of no length after the last token used. */
  gap(): MissingNode {
    return { kind: 'missing', from: this.previousEnd, to: this.previousEnd };
  }

  /** A token as messages show it. */
  shown({ kind, from, to }: Token): string {
    if (kind === 'end') return 'the end';
    const text = this.text.slice(from, to);
    return text.length > 30 ? `${text.slice(0, 29)}…` : text;
  }

  /** Marks that the closing bracket is waited for while something is read. */
  within<T>(closer: Closer, read: () => T): T {
    this.open.set(closer, (this.open.get(closer) ?? 0) + 1);
    this.depth += BRACKET_LEVELS - 1;
    const result = read();
    this.depth -= BRACKET_LEVELS - 1;
    this.open.set(closer, (this.open.get(closer) ?? 1) - 1);
    return result;
  }

  /** Whether somebody further out can make use of the current token. */
  private awaited(): boolean {
    const { id, kind } = this.token;
    return kind === 'end' || (isCloser(id) && (this.open.get(id) ?? 0) > 0);
  }

  /**
   * Reads the items of a list up to its closing bracket, which is used too. A separator left out
   * is told and the items go on; brackets that nobody waits for are told and skipped.
   * @param read puts the next item, or more of them, behind those read so far
   */
  list<T extends TreeNode>(list: ListSyntax, read: (items: T[]) => void): T[] {
    const { separator, closer, opener } = list;
    const items: T[] = [];
    this.within(closer, () => {
      if (this.token.id === closer && list.filled !== true) return;
      do {
        const end = this.previousEnd;
        read(items);
        if (closer !== '}' && items.length > 1) this.handOver(items, end);
      } while (this.goOn(separator, closer) && !(list.trailing === true && this.token.id === closer));
    });
    this.close(closer, opener, list.infix);
    return items;
  }

  /**
   * A name followed by a colon in a list within an object: the list has not been closed, and the
   * name is that of the object's next field.
   */
  private handOver<T extends TreeNode>(items: T[], end: number): void {
    const last = items.at(-1);
    const isName = last?.kind === 'string' || last?.kind === 'name';
    if (!isName || this.token.id !== ':' || (this.open.get('}') ?? 0) === 0) return;
    items.pop();
    this.nextKey = last;
    this.previousEnd = items.at(-1)?.to ?? end;
  }

  /** Whether the name of the next field of an object has been read already. */
  get hasKey(): boolean {
    return this.nextKey !== undefined;
  }

  /** The name of the next field of an object. */
  takeKey(): SyntaxNode {
    const key = this.nextKey;
    this.nextKey = undefined;
    return key ?? this.expression(0);
  }

  /** Gets to the next item of a list, if there is one. */
  private goOn(separator: string, closer: Closer): boolean {
    for (;;) {
      if (this.nextKey) return closer === '}';
      if (this.accept(separator)) return true;
      if (this.token.id === closer || this.awaited()) return false;
      if (startsOperand(this.token)) {
        this.problems.add('S0202', this.token, `A ${separator} is missing before ${this.shown(this.token)}`);
        return true;
      }
      if (this.token.id === ',' || this.token.id === ';') {
        this.problems.add('S0202', this.token, `${this.token.id} should be ${separator} or ${closer} here`);
        this.advance();
        return true;
      }
      this.skip();
    }
  }

  /** Uses a token that has no place here. */
  private skip(): void {
    this.problems.add('S0201', this.token, `${this.shown(this.token)} does not belong here`);
    this.advance();
  }

  /** Uses the closing bracket, or tells that it is missing. Junk before it is skipped. */
  close(closer: Closer, opener: TextRange, infix: boolean): void {
    const sign = this.text.slice(opener.from, opener.to);
    if (this.nextKey) {
      this.problems.add('S0202', this.nextKey, `${closer} is missing: ${sign} is not closed`);
      return;
    }
    while (this.token.id !== closer && !this.awaited() && !SEPARATORS.has(this.token.id)) this.skip();
    if (this.accept(closer, infix)) return;
    const found = this.token.kind === 'end' ? 'S0203' : 'S0202';
    this.problems.add(found, this.token, `${closer} is missing: ${sign} is not closed`);
  }

  /** Uses a sign in the middle of a construct, or tells that it is missing. */
  expect(id: string, message: string): boolean {
    if (this.accept(id)) return true;
    this.problems.add(this.token.kind === 'end' ? 'S0203' : 'S0202', this.token, message);
    return false;
  }

  /** An expression that should reach to the closing bracket; more of them become fragments. */
  whole(closer: Closer | undefined): SyntaxNode {
    const parts = [this.expression(0)];
    for (;;) {
      if (this.token.kind === 'end' || (closer !== undefined && this.stopsWhole(closer))) break;
      if (startsOperand(this.token)) {
        this.problems.add('S0201', this.token, `An operator is missing before ${this.shown(this.token)}`);
        parts.push(this.expression(0));
      } else this.skip();
    }
    const [first, ...others] = parts;
    if (first && others.length === 0) return first;
    return { kind: 'fragments', from: first?.from ?? 0, to: parts.at(-1)?.to ?? 0, parts };
  }

  private stopsWhole(closer: Closer): boolean {
    const { id } = this.token;
    return id === closer || this.nextKey !== undefined || this.awaited() || SEPARATORS.has(id);
  }
}
