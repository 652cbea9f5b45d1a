import { csvRows } from './rows.ts';
import { delimiterCharacters } from './options.ts';

/** Rows and characters that the guess looks at. */
const sampleRows = 20;
const sampleLength = 65_536;

/** In order of preference where several fit equally. */
const candidates = [
  delimiterCharacters.comma,
  delimiterCharacters.semicolon,
  delimiterCharacters.tab,
  delimiterCharacters.pipe,
];

/**
 * Finds the delimiter that splits the first rows into the same number of fields most often, and into more of
 * them where several do. A single column has no delimiter; it is read with commas.
 */
export function detectDelimiter(text: string, quote: string): string {
  const sample = firstRows(text);
  let best = delimiterCharacters.comma;
  let bestScore = 0;
  for (const delimiter of candidates) {
    const score = scoreOf(sample, delimiter, quote);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Whole lines only, so that a row cut in the middle does not spoil the count. */
function firstRows(text: string): string {
  if (text.length <= sampleLength) return text;
  const lineEnd = text.lastIndexOf('\n', sampleLength);
  return text.slice(0, lineEnd > 0 ? lineEnd : sampleLength);
}

/** Share of the rows with as many fields as the first, times a little more for more fields. */
function scoreOf(sample: string, delimiter: string, quote: string): number {
  const counts = fieldCounts(sample, delimiter, quote);
  const expected = counts[0] ?? 0;
  if (expected < 2) return 0;
  const equal = counts.filter((count) => count === expected).length;
  return (equal / counts.length) * (1 + Math.log2(expected) / 100);
}

function fieldCounts(sample: string, delimiter: string, quote: string): number[] {
  const counts: number[] = [];
  try {
    for (const row of csvRows(sample, { delimiter, quote })) {
      counts.push(row.fields.length);
      if (counts.length >= sampleRows) break;
    }
  } catch {
    // A quote left open at the end of the sample: the rows before it still tell.
  }
  return counts;
}
