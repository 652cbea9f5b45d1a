import { Type } from 'typebox';

import { encodings, TextDecoding, utf16ByZeros } from '../decoding.ts';
import type { Encoding } from '../decoding.ts';
import type { DocumentInput } from '../input.ts';
import type { Report } from '../report.ts';

/** Options that JSON and NDJSON share. */
export const textOptions = {
  exactNumbers: Type.Optional(
    Type.Boolean({
      title: 'Keep long numbers',
      description:
        'Numbers with more digits than can be counted with (about 16) become text, to the last digit. Else they are rounded, with a warning.',
      default: false,
    }),
  ),
  encoding: Type.Optional(
    Type.Enum([...encodings], {
      title: 'Character set',
      description: 'JSON is UTF-8 unless its sender says otherwise.',
      default: 'utf-8',
    }),
  ),
};

/** The text of a document; UTF-16 shows itself where no character set was asked for. */
export function jsonText(input: DocumentInput, encoding: Encoding | undefined): string {
  return encoding === undefined ? input.text('utf-8', utf16ByZeros) : input.text(encoding);
}

/** The same for a document in pieces. */
export function jsonDecoding(encoding: Encoding | undefined, report: Report): TextDecoding {
  return encoding === undefined
    ? new TextDecoding('utf-8', report, utf16ByZeros)
    : new TextDecoding(encoding, report);
}
