/**
 * Thrown when an edit has no place: `noField` (there is none at the path), `taken` (there already is one),
 * `notAnObject` (fields cannot be put into a formula or constant), `notAList`, `badPath`.
 */
export class MapEditError extends Error {
  readonly code: 'noField' | 'taken' | 'notAnObject' | 'notAList' | 'badPath';
  readonly path: string;

  constructor(code: MapEditError['code'], path: string, message: string) {
    super(message);
    this.name = 'MapEditError';
    this.code = code;
    this.path = path;
  }
}
