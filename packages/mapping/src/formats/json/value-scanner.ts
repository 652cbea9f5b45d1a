const quote = 0x22;
const backslash = 0x5c;

/** What ends a number or a word: blanks, a comma, a closing bracket. */
const afterScalar = /[ \t\n\r,\]}]/g;

/**
 * Finds the end of a JSON value in text that arrives in pieces, looking at nothing but brackets and texts:
 * what is between them is the parser's concern. Every character is looked at once.
 */
export class ValueScanner {
  private depth = 0;
  private inText = false;
  private escaped = false;
  private scalar = false;

  /** Begins with the first character of a value. */
  start(char: string): void {
    this.depth = 0;
    this.inText = false;
    this.escaped = false;
    this.scalar = !'{["'.includes(char);
  }

  /** @returns The index behind the value, or -1 when it goes on in the next piece */
  end(text: string, from: number): number {
    return this.scalar ? endOfScalar(text, from) : this.endOfStructure(text, from);
  }

  private endOfStructure(text: string, from: number): number {
    let at = from;
    while (at < text.length) {
      at = this.inText ? this.passText(text, at) : this.passStructure(text, at);
      if (this.depth === 0 && !this.inText) return at;
    }
    return -1;
  }

  /** To behind the next closing bracket of the value, or behind the next opening quote. */
  private passStructure(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const char = text.charCodeAt(at);
      if (char === quote) {
        this.inText = true;
        return at + 1;
      }
      // "{" and "[" differ from "}" and "]" by two, and both pairs by the bit 0x20.
      const bracket = char | 0x20;
      if (bracket === 0x7b) this.depth += 1;
      else if (bracket === 0x7d) {
        this.depth -= 1;
        if (this.depth <= 0) {
          this.depth = 0;
          return at + 1;
        }
      }
    }
    return text.length;
  }

  /** To behind the closing quote, or to the end of the piece. */
  private passText(text: string, from: number): number {
    let at = from;
    if (this.escaped) {
      this.escaped = false;
      at += 1;
    }
    for (; at < text.length; at += 1) {
      const char = text.charCodeAt(at);
      if (char === quote) {
        this.inText = false;
        return at + 1;
      }
      if (char === backslash) at += 1;
    }
    this.escaped = at > text.length;
    return text.length;
  }
}

function endOfScalar(text: string, from: number): number {
  afterScalar.lastIndex = from;
  const found = afterScalar.exec(text);
  return found === null ? -1 : found.index;
}
