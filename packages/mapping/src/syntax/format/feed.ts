import type { SyntaxTree, TextRange, Token } from '../tree.ts';
import { concat, fresh, gap, text, type Doc } from './doc.ts';

/** Signs before which a comment belongs to what precedes it. */
const CLOSING: ReadonlySet<string> = new Set([',', ';', ':', ')', ']', '}', '|']);

/** Hands out the tokens of an expression one by one, each with the comments that belong to it. */
export class Feed {
  private readonly source: string;
  private readonly tokens: readonly Token[];
  private index = 0;

  /** @param range the expression; what surrounds it is left alone */
  constructor(tree: SyntaxTree, range: TextRange) {
    this.source = tree.text;
    this.tokens = tree.tokens.filter(({ from, to }) => from >= range.from && to <= range.to);
  }

  /** The next token with its comments. */
  take(): Doc {
    const before = this.comments();
    const token = this.tokens[this.index];
    if (!token) return concat(...before);
    this.index += 1;
    const sign = text(this.source.slice(token.from, token.to));
    const after = this.trailing();
    return before.length + after.length === 0 ? sign : concat(...before, sign, ...after);
  }

  /** The sign of the next token that means something; empty at the end and for what is no sign. */
  peek(): string {
    return this.nextSign(this.index)?.id ?? '';
  }

  /** Comments before the next token. */
  comments(): Doc[] {
    const docs: Doc[] = [];
    for (let token = this.tokens[this.index]; token; token = this.tokens[++this.index]) {
      if (token.kind === 'comment') docs.push(...this.comment(token));
      else if (token.kind !== 'blank') break;
    }
    return docs;
  }

  /** Whether an empty line stands between the last token and what follows it. */
  isParagraph(): boolean {
    const blank = this.tokens[this.index];
    if (blank?.kind !== 'blank') return false;
    return /\n[ \t\r\v]*\n/.test(this.source.slice(blank.from, blank.to));
  }

  /** Tokens up to an offset, as they are written but for long blanks. */
  takeRaw(until: (token: Token) => boolean): Doc {
    let raw = '';
    for (let token = this.tokens[this.index]; token && !until(token); token = this.tokens[this.index]) {
      raw += token.kind === 'blank' ? ' ' : this.source.slice(token.from, token.to);
      this.index += 1;
    }
    return text(raw.trim());
  }

  /** Comments behind a token that stay with it: at the end of its line, or before a closing sign. */
  private trailing(): Doc[] {
    const docs: Doc[] = [];
    for (let index = this.index; ; index++) {
      const token = this.tokens[index];
      if (!token) return docs;
      if (token.kind === 'blank') {
        if (this.hasBreak(token)) return docs;
      } else if (token.kind !== 'comment' || !this.staysBehind(index)) return docs;
      else {
        docs.push(...this.comment(token, CLOSING.has(this.nextSign(index + 1)?.id ?? '')));
        this.index = index + 1;
      }
    }
  }

  private staysBehind(index: number): boolean {
    const comment = this.tokens[index];
    if (comment && this.hasBreak(comment)) return false;
    let next = index + 1;
    for (let token = this.tokens[next]; token; token = this.tokens[++next]) {
      if (token.kind !== 'comment' && (token.kind !== 'blank' || this.hasBreak(token))) break;
    }
    const token = this.tokens[next];
    if (!token || (token.kind === 'blank' && this.hasBreak(token))) return true;
    return CLOSING.has(this.nextSign(next)?.id ?? '');
  }

  private nextSign(from: number): Token | undefined {
    let index = from;
    while (this.tokens[index]?.kind === 'blank' || this.tokens[index]?.kind === 'comment') index += 1;
    return this.tokens[index];
  }

  private hasBreak({ from, to }: TextRange): boolean {
    return this.source.slice(from, to).includes('\n');
  }

  /**
   * A comment keeps the break behind it, and stays alone in its line; a long one is alone always.
   * @param isLast a closing sign follows, which breaks or not as the brackets do
   */
  private comment({ from, to }: Token, isLast = false): Doc[] {
    const isLong = this.hasBreak({ from, to });
    const before = isLong || /\n[ \t\r\v]*$/.test(this.source.slice(Math.max(0, from - 200), from));
    const after = isLong || (!isLast && /^[ \t\r\v]*\n/.test(this.source.slice(to, to + 200)));
    return [before && after ? fresh : gap, text(this.source.slice(from, to)), after ? fresh : gap];
  }
}
