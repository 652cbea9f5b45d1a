/** Where something stands in a document. Lines, columns, segments and elements count from 1, `offset` from 0. */
export interface DocumentPosition {
  line?: number;
  column?: number;
  /** Ordinal of the segment in the whole file; the first interchange header is segment 1. */
  segment?: number;
  /** Element of the segment, as the standard numbers them: `PO1-02` is element 2. */
  element?: number;
  /** Characters before the place. */
  offset?: number;
}

/** Something odd that reading went on after. `message` names the place and the reason. */
export interface DocumentWarning extends DocumentPosition {
  message: string;
  code: string;
}

/** Thrown when a document can't be read or written. `message` names the place and the reason. */
export class DocumentError extends Error {
  readonly code: string;
  readonly position: DocumentPosition;

  /**
   * @param place How a person calls the position; made from the position when left out.
   */
  constructor(code: string, reason: string, position: DocumentPosition = {}, place?: string) {
    super(sentence(reason, place ?? describePosition(position)));
    this.name = 'DocumentError';
    this.code = code;
    this.position = position;
  }
}

/** "line 3, column 5", "segment 14, element 4", or an empty text for an unknown place. */
export function describePosition(position: DocumentPosition): string {
  const parts: string[] = [];
  if (position.segment !== undefined) parts.push(`segment ${position.segment}`);
  if (position.element !== undefined) parts.push(`element ${position.element}`);
  if (parts.length === 0 && position.line !== undefined) parts.push(`line ${position.line}`);
  if (parts.length === 1 && position.column !== undefined && position.segment === undefined) {
    parts.push(`column ${position.column}`);
  }
  return parts.join(', ');
}

/** Place and reason as one sentence. */
export function sentence(reason: string, place: string): string {
  return place === '' ? reason : `${place}: ${reason}`;
}

/** Where a part of a document begins, for places within the part. */
export type Origin = Required<Pick<DocumentPosition, 'line' | 'column' | 'offset'>>;

export const documentStart: Origin = { line: 1, column: 1, offset: 0 };

/**
 * Line and column of a character offset. Linear in the offset: for the one error that is reported.
 * @param origin Where the text begins in its document
 */
export function positionAt(text: string, offset: number, origin = documentStart): Origin {
  let { line, column } = origin;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', lineStart)) {
    line += 1;
    column = 1;
    lineStart = next + 1;
  }
  return { line, column: column + offset - lineStart, offset: origin.offset + offset };
}

/** Counts lines and characters of a document that arrives in pieces. */
export class PlaceCounter {
  private line = 1;
  private offset = 0;
  private lineStart = 0;

  /** Where the text goes on. */
  get place(): Origin {
    return { line: this.line, column: this.offset - this.lineStart + 1, offset: this.offset };
  }

  /** Passes the text from one index to another. */
  pass(text: string, from: number, to: number): void {
    for (let next = text.indexOf('\n', from); next !== -1 && next < to; next = text.indexOf('\n', next + 1)) {
      this.line += 1;
      this.lineStart = this.offset + next - from + 1;
    }
    this.offset += to - from;
  }
}
