import { PlaceCounter } from '../position.ts';
import type { Line } from '../lines.ts';

/** Cuts text that arrives in pieces into records of one length; `number` is that of the record. */
export class LengthSplitter {
  private readonly length: number;
  private readonly places = new PlaceCounter();
  private held = '';
  private number = 0;

  constructor(length: number) {
    this.length = length;
  }

  *push(piece: string): Generator<Line> {
    const text = this.held + piece;
    let start = 0;
    for (; start + this.length <= text.length; start += this.length) yield this.record(text, start);
    this.held = text.slice(start);
  }

  /** What is left at the end, shorter than the others. */
  *finish(): Generator<Line> {
    if (this.held !== '') yield this.record(this.held, 0);
  }

  private record(text: string, start: number): Line {
    const { offset } = this.places.place;
    const end = Math.min(start + this.length, text.length);
    this.places.pass(text, start, end);
    this.number += 1;
    return { text: text.slice(start, end), number: this.number, offset };
  }
}
