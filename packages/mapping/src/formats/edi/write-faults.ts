import { DocumentError } from '../position.ts';

/** The errors of data that can't be written; `path` names the place in the document. */
export class WriteFaults {
  private readonly syntax: 'x12' | 'edifact';

  constructor(syntax: 'x12' | 'edifact') {
    this.syntax = syntax;
  }

  value(reason: string, path: string): DocumentError {
    return new DocumentError(`${this.syntax}.value`, reason, {}, path);
  }

  missing(reason: string, path: string): DocumentError {
    return new DocumentError(`${this.syntax}.missing`, `is missing: ${reason}`, {}, path);
  }

  unknownName(reason: string, path: string): DocumentError {
    return new DocumentError(`${this.syntax}.unknownName`, reason, {}, path);
  }

  tooMany(reason: string, path: string): DocumentError {
    return new DocumentError(`${this.syntax}.tooManyValues`, reason, {}, path);
  }
}
