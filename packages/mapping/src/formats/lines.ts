import { checkSize } from './limits.ts';
import type { DocumentLimits } from './limits.ts';

/** A line without its end, and where it begins. */
export interface Line {
  text: string;
  /** Ordinal in the document, from 1. */
  number: number;
  /** Characters before it. */
  offset: number;
}

/** Splits text that arrives in pieces into lines, which end with LF or CRLF. */
export class LineSplitter {
  private readonly limits: DocumentLimits;
  /** The beginning of a line that goes on; kept in pieces, as joining them each time would take the square. */
  private held: string[] = [];
  private heldLength = 0;
  private number = 1;
  private offset = 0;

  /** @param limits `maxBytes` bounds one line */
  constructor(limits: DocumentLimits) {
    this.limits = limits;
  }

  /** The lines that end in this piece. @throws DocumentError `document.tooLarge` */
  *push(piece: string): Generator<Line> {
    let start = 0;
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
      yield this.line(piece.slice(start, end), 1);
      start = end + 1;
    }
    this.hold(start === 0 ? piece : piece.slice(start));
  }

  /** The last line, where the document does not end with a line break. */
  *finish(): Generator<Line> {
    if (this.heldLength > 0) yield this.line('', 0);
  }

  private hold(piece: string): void {
    if (piece === '') return;
    this.held.push(piece);
    this.heldLength += piece.length;
    checkSize(this.heldLength, this.limits, 'line');
  }

  private line(end: string, lineBreak: number): Line {
    const whole = this.heldLength === 0 ? end : this.held.join('') + end;
    checkSize(whole.length, this.limits, 'line');
    const { number, offset } = this;
    this.held = [];
    this.heldLength = 0;
    this.number += 1;
    this.offset += whole.length + lineBreak;
    return { text: whole.endsWith('\r') ? whole.slice(0, -1) : whole, number, offset };
  }
}
