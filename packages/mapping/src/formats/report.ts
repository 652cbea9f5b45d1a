import { DocumentError, describePosition, sentence } from './position.ts';
import type { DocumentPosition, DocumentWarning } from './position.ts';

/** A hostile document must not fill the memory with its own complaints. */
const maxWarnings = 500;

/** What is kept beyond that: the first of each kind in each part, by which a part is judged. */
const maxFirsts = 20_000;

/** Collects what is odd in one document; in strict mode the first departure from the format ends the reading. */
export class Report {
  readonly warnings: DocumentWarning[] = [];
  private readonly strict: boolean;
  /** Kinds of faults by the parts that have them. */
  private readonly firsts = new Set<string>();
  private leftOut = 0;

  constructor(strict = false) {
    this.strict = strict;
  }

  /** Worth knowing, but no fault of the document (never an error). */
  notice(code: string, reason: string, position: DocumentPosition = {}, place?: string): void {
    this.add(code, reason, position, place);
  }

  /**
   * The document departs from its format in a way that can be read all the same.
   * @param part Names the part of the document that is answered on its own, such as a message of an interchange
   * @throws DocumentError in strict mode
   */
  fault(code: string, reason: string, position: DocumentPosition, place?: string, part?: string): void {
    if (this.strict) throw new DocumentError(code, reason, position, place);
    this.add(code, reason, position, place, part !== undefined && this.isFirst(`${part} ${code}`));
  }

  /** All warnings, with a closing word on how many were left out. */
  finish(): DocumentWarning[] {
    if (this.leftOut > 0) {
      this.warnings.push({
        code: 'document.moreWarnings',
        message: `${this.leftOut} more warnings left out`,
      });
    }
    return this.warnings;
  }

  private isFirst(kind: string): boolean {
    if (this.firsts.size >= maxFirsts || this.firsts.has(kind)) return false;
    this.firsts.add(kind);
    return true;
  }

  private add(
    code: string,
    reason: string,
    position: DocumentPosition,
    place: string | undefined,
    always = false,
  ): void {
    if (this.warnings.length >= maxWarnings && !always) this.leftOut += 1;
    else
      this.warnings.push({
        ...position,
        code,
        message: sentence(reason, place ?? describePosition(position)),
      });
  }
}
