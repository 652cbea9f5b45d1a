/**
 * Text that has not been laid out: a group is written in one line when it fits, and otherwise all
 * of its lines break. `forced`: something inside has to break in any case.
 */
export type Doc =
  | { readonly kind: 'text'; readonly text: string; readonly forced: boolean }
  | { readonly kind: 'concat'; readonly parts: readonly Doc[]; readonly forced: boolean }
  | { readonly kind: 'indent'; readonly doc: Doc; readonly forced: boolean }
  | { readonly kind: 'group'; readonly doc: Doc; readonly forced: boolean }
  /** A break, or the blank (or nothing) in its place. */
  | { readonly kind: 'line'; readonly flat: string; readonly empty?: boolean; readonly forced: boolean }
  /** What follows begins a line. */
  | { readonly kind: 'fresh'; readonly forced: boolean }
  /** A blank, unless there is one or a bracket has just been opened. */
  | { readonly kind: 'gap'; readonly forced: boolean };

export const text = (content: string): Doc => ({ kind: 'text', text: content, forced: false });
export const line: Doc = { kind: 'line', flat: ' ', forced: false };
export const softline: Doc = { kind: 'line', flat: '', forced: false };
export const hardline: Doc = { kind: 'line', flat: ' ', forced: true };
/** A break with an empty line. */
export const emptyLine: Doc = { kind: 'line', flat: ' ', empty: true, forced: true };
export const fresh: Doc = { kind: 'fresh', forced: true };
export const gap: Doc = { kind: 'gap', forced: false };

export function concat(...parts: Doc[]): Doc {
  return { kind: 'concat', parts, forced: parts.some(({ forced }) => forced) };
}

export const indent = (doc: Doc): Doc => ({ kind: 'indent', doc, forced: doc.forced });
export const group = (doc: Doc): Doc => ({ kind: 'group', doc, forced: doc.forced });

/** A piece to be written, at an indentation in characters, in one line or broken. */
interface Command {
  doc: Doc;
  indent: number;
  flat: boolean;
}

export interface Layout {
  /** Characters in a line, as far as possible. */
  width: number;
  /** Column at which the text begins. */
  column: number;
  /** Indentation of the lines after the first one. */
  indent: number;
}

/** Writes a document. */
export function print(doc: Doc, layout: Layout): string {
  return new Printer(layout).print(doc);
}

class Printer {
  private readonly layout: Layout;
  private readonly pieces: string[] = [];
  private column: number;
  /** Nothing has been written in the line yet. */
  private isFresh = false;
  private breakBefore = false;

  constructor(layout: Layout) {
    this.layout = layout;
    this.column = layout.column;
  }

  print(doc: Doc): string {
    const stack: Command[] = [{ doc, indent: this.layout.indent, flat: false }];
    for (let command = stack.pop(); command; command = stack.pop()) this.run(command, stack);
    return this.pieces.join('');
  }

  private run({ doc, indent, flat }: Command, stack: Command[]): void {
    switch (doc.kind) {
      case 'text':
        this.write(doc.text, indent);
        break;
      case 'concat':
        for (let index = doc.parts.length - 1; index >= 0; index--) {
          const part = doc.parts[index];
          if (part) stack.push({ doc: part, indent, flat });
        }
        break;
      case 'indent':
        stack.push({ doc: doc.doc, indent: indent + 2, flat });
        break;
      case 'group':
        stack.push({ doc: doc.doc, indent, flat: !doc.forced && (flat || this.fits(doc.doc, stack)) });
        break;
      case 'line':
        if (flat) this.write(doc.flat, indent);
        else this.newline(indent, doc.empty);
        break;
      case 'fresh':
        this.breakBefore = true;
        break;
      case 'gap':
        if (!this.isFresh && !/[\s([{]$/.test(this.pieces.at(-1) ?? ' ')) this.write(' ', indent);
    }
  }

  private write(content: string, indent: number): void {
    if (content === '' || (this.breakBefore && content === ' ')) return;
    if (this.breakBefore && !this.isFresh && this.pieces.length > 0) this.newline(indent);
    this.breakBefore = false;
    this.isFresh = false;
    this.pieces.push(content);
    const end = content.lastIndexOf('\n');
    this.column = end === -1 ? this.column + content.length : content.length - end - 1;
  }

  private newline(indent: number, empty = false): void {
    let isEmpty = empty;
    for (
      let last = this.pieces.at(-1);
      last !== undefined && this.isDropped(last);
      last = this.pieces.at(-1)
    ) {
      isEmpty ||= last.startsWith('\n\n');
      this.pieces.pop();
    }
    this.pieces.push(`${isEmpty ? '\n\n' : '\n'}${' '.repeat(indent)}`);
    this.column = indent;
    this.isFresh = true;
    this.breakBefore = false;
  }

  /** Blanks at the end of a line, and a line in which nothing has been written. */
  private isDropped(piece: string): boolean {
    return piece === ' ' || (this.isFresh && /^\n+ *$/.test(piece));
  }

  /** Whether a document, and what follows it up to the next break, fits into the line. */
  private fits(doc: Doc, rest: readonly Command[]): boolean {
    let room = this.layout.width - this.column;
    const stack: { doc: Doc; flat: boolean }[] = [{ doc, flat: true }];
    for (let next = rest.length; room >= 0;) {
      const item = stack.pop() ?? rest[--next];
      if (!item) return true;
      const { doc: part, flat } = item;
      if (part.kind === 'text') {
        if (part.text.includes('\n')) return part.text.indexOf('\n') <= room;
        room -= part.text.length;
      } else if (part.kind === 'line') {
        if (!flat) return true;
        room -= part.flat.length;
      } else if (part.kind === 'concat') {
        for (let index = part.parts.length - 1; index >= 0; index--) {
          const inner = part.parts[index];
          if (inner) stack.push({ doc: inner, flat });
        }
      } else if (part.kind === 'gap') {
        room -= 1;
      } else if (part.kind !== 'fresh') {
        stack.push({ doc: part.doc, flat: part.kind === 'group' ? flat && !part.forced : flat });
      }
    }
    return false;
  }
}
