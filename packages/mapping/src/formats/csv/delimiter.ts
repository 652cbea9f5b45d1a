import { delimiterCharacters } from './options.ts';
import { RowSplitter } from './rows.ts';
import type { CsvSyntax } from './rows.ts';

/** Rows and characters that guesses look at. */
const sampleRows = 20;
export const sampleLength = 65_536;

/** In order of preference where several fit equally. */
const candidates = [
  delimiterCharacters.comma,
  delimiterCharacters.semicolon,
  delimiterCharacters.tab,
  delimiterCharacters.pipe,
];

/**
 * The line `sep=;` with which files for Excel begin: it names the delimiter and is no row.
 * @returns The delimiter, and the length of the line with its end; undefined where there is no such line
 */
export function separatorLine(text: string): { delimiter: string; length: number } | undefined {
  const [line, delimiter] = /^sep=([^"\r\n])(?:\r\n|\r|\n|$)/i.exec(text) ?? [];
  return line === undefined || delimiter === undefined ? undefined : { delimiter, length: line.length };
}

/**
 * Finds the delimiter that splits the first rows into the same number of fields most often, and into more of
 * them where several do. A single column has no delimiter; it is read with commas.
 * @param sample The beginning of the document
 */
export function detectDelimiter(sample: string, syntax: Omit<CsvSyntax, 'delimiter'>): string {
  let best = delimiterCharacters.comma;
  let bestScore = 0;
  for (const delimiter of candidates) {
    const score = scoreOf(firstFieldCounts(sample, { ...syntax, delimiter }, sampleRows));
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** How many fields the first rows have. */
export function firstFieldCounts(sample: string, syntax: CsvSyntax, rows: number): number[] {
  const splitter = new RowSplitter(syntax, { maxBytes: sampleLength });
  const counts = splitter.push(sample).map(({ fields }) => fields.length);
  try {
    counts.push(...splitter.finish().map(({ fields }) => fields.length));
  } catch {
    // A quote left open at the end of the sample: the rows before it still tell.
  }
  return counts.slice(0, rows);
}

/**
 * The beginning that guesses look at, the same however much more there is. Whole lines only, so that a row cut in
 * the middle does not spoil a count.
 */
export function sampleOf(text: string): string {
  if (text.length <= sampleLength) return text;
  const lineEnd = text.lastIndexOf('\n', sampleLength);
  return text.slice(0, lineEnd > 0 ? lineEnd : sampleLength);
}

/** Share of the rows with as many fields as the first, times a little more for more fields. */
function scoreOf(counts: readonly number[]): number {
  const expected = counts[0] ?? 0;
  if (expected < 2) return 0;
  const equal = counts.filter((count) => count === expected).length;
  return (equal / counts.length) * (1 + Math.log2(expected) / 100);
}
