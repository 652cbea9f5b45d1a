/** Standards of EDI documents; also the prefix of the codes of their warnings and errors. */
export type EdiSyntax = 'x12' | 'edifact';

/** What can be wrong with a document of either standard. */
export type EdiCode =
  // The text is no whole document.
  | 'empty'
  | 'header'
  | 'segmentId'
  | 'endless'
  | 'truncated'
  | 'misplaced'
  | 'terminator'
  // Trailers that don't match.
  | 'count'
  | 'controlNumber'
  | 'duplicate'
  // Reading by a guide.
  | 'noGuide'
  | 'guideVersion'
  | 'unknownSegment'
  | 'repeated'
  | 'tooManySegments'
  | 'tooManyLoops'
  | 'order'
  | 'missingSegment'
  | 'missingElement'
  | 'condition'
  | 'exclusion'
  | 'unknownElement'
  | 'level'
  | 'parent'
  | 'value'
  | 'tooLong'
  | 'tooShort'
  | 'code'
  // Data that can't be written.
  | 'incomplete'
  | 'noEnvelope'
  | 'unknownName'
  | 'missing'
  | 'tooManyValues'
  | 'delimiters'
  | 'delimiterInData'
  | 'repetition'
  | 'character';

/** The code with the prefix of its standard: `x12.count`. */
export function ediCode(syntax: EdiSyntax, code: EdiCode): string {
  return `${syntax}.${code}`;
}
