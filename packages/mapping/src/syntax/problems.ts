import { messageOf } from '../jsonata/messages.ts';
import type { SyntaxProblem, TextRange } from './tree.ts';

/** Problems kept; a text with more of them is no expression at all. */
const MAX_PROBLEMS = 100;

/** Collects what is wrong. What follows from a mistake already told at the same place is left out. */
export class ProblemLog {
  private readonly found = new Map<number, SyntaxProblem>();
  private closed = false;

  /** @param message left out: the wording of the code, with the value filled in */
  add(code: string, { from, to }: TextRange, message = messageOf(code, {})): void {
    if (this.closed || this.found.has(from)) return;
    this.found.set(from, { from, to, code, message });
    this.closed = this.found.size >= MAX_PROBLEMS;
  }

  /** The last one: nothing that comes after is worth telling. */
  addLast(code: string, range: TextRange): void {
    this.add(code, range);
    this.closed = true;
  }

  get empty(): boolean {
    return this.found.size === 0;
  }

  result(): SyntaxProblem[] {
    return [...this.found.values()].sort((one, other) => one.from - other.from);
  }
}
