import { DocumentError, describePosition, sentence } from './position.ts';
import type { DocumentPosition, DocumentWarning } from './position.ts';

/** A hostile document must not fill the memory with its own complaints. */
const maxWarnings = 500;

/** Collects what is odd in one document; in strict mode the first departure from the format ends the reading. */
export class Report {
  readonly warnings: DocumentWarning[] = [];
  private readonly strict: boolean;
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
   * @throws DocumentError in strict mode
   */
  fault(code: string, reason: string, position: DocumentPosition, place?: string): void {
    if (this.strict) throw new DocumentError(code, reason, position, place);
    this.add(code, reason, position, place);
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

  private add(code: string, reason: string, position: DocumentPosition, place?: string): void {
    if (this.warnings.length >= maxWarnings) this.leftOut += 1;
    else
      this.warnings.push({
        ...position,
        code,
        message: sentence(reason, place ?? describePosition(position)),
      });
  }
}
