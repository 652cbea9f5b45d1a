import { DocumentError } from '../position.ts';
import { ediCode } from './codes.ts';
import type { EdiSyntax } from './codes.ts';

/** The errors of data that can't be written; `path` names the place in the document. */
export class WriteFaults {
  private readonly syntax: EdiSyntax;

  constructor(syntax: EdiSyntax) {
    this.syntax = syntax;
  }

  value(reason: string, path: string): DocumentError {
    return new DocumentError(ediCode(this.syntax, 'value'), reason, {}, path);
  }

  missing(reason: string, path: string): DocumentError {
    return new DocumentError(ediCode(this.syntax, 'missing'), `is missing: ${reason}`, {}, path);
  }

  condition(reason: string, path: string): DocumentError {
    return new DocumentError(ediCode(this.syntax, 'condition'), reason, {}, path);
  }

  unknownName(reason: string, path: string): DocumentError {
    return new DocumentError(ediCode(this.syntax, 'unknownName'), reason, {}, path);
  }

  tooMany(reason: string, path: string): DocumentError {
    return new DocumentError(ediCode(this.syntax, 'tooManyValues'), reason, {}, path);
  }
}
