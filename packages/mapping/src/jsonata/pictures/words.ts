/** English number words, as XPath's format-integer wants them. */

const SMALL = [
  'Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve',
  'Thirteen', 'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen', 'Eighteen', 'Nineteen',
]; // prettier-ignore
const SMALL_ORDINALS = [
  'Zeroth', 'First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth', 'Eleventh',
  'Twelfth', 'Thirteenth', 'Fourteenth', 'Fifteenth', 'Sixteenth', 'Seventeenth', 'Eighteenth', 'Nineteenth',
]; // prettier-ignore
const TENS = ['Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety', 'Hundred'];
const POWERS = ['Thousand', 'Million', 'Billion', 'Trillion'];

/** A number in words; greater ones than trillions repeat that word. */
export function numberToWords(value: number, ordinal: boolean): string {
  return words(value, false, ordinal);
}

/** @param following whether other words come before, to which this part is joined */
function words(value: number, following: boolean, ordinal: boolean): string {
  if (value < 20) return (following ? ' and ' : '') + ((ordinal ? SMALL_ORDINALS : SMALL)[value] ?? '');
  if (value < 100) return (following ? ' and ' : '') + tens(value, ordinal);
  const power = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), POWERS.length);
  const unit = power === 0 ? 100 : 1000 ** power;
  const unitName = power === 0 ? 'Hundred' : (POWERS[power - 1] ?? '');
  const count = Math.floor(value / unit);
  const rest = value - count * unit;
  const head = `${following ? ', ' : ''}${words(count, false, false)} ${unitName}`;
  if (rest > 0) return head + words(rest, true, ordinal);
  return ordinal ? `${head}th` : head;
}

function tens(value: number, ordinal: boolean): string {
  const name = TENS[Math.floor(value / 10) - 2] ?? '';
  const rest = value % 10;
  if (rest > 0) return `${name}-${words(rest, false, ordinal)}`;
  return ordinal ? `${name.slice(0, -1)}ieth` : name;
}

/** Value of each word, cardinal or ordinal, in small letters. */
export const WORD_VALUES: ReadonlyMap<string, number> = new Map<string, number>([
  ...SMALL.map((word, value): [string, number] => [word.toLowerCase(), value]),
  ...SMALL_ORDINALS.map((word, value): [string, number] => [word.toLowerCase(), value]),
  ...TENS.flatMap((word, index): [string, number][] => [
    [word.toLowerCase(), (index + 2) * 10],
    [`${word.toLowerCase().slice(0, -1)}ieth`, (index + 2) * 10],
  ]),
  ['hundredth', 100],
  ...POWERS.flatMap((word, index): [string, number][] => [
    [word.toLowerCase(), 1000 ** (index + 1)],
    [`${word.toLowerCase()}th`, 1000 ** (index + 1)],
  ]),
]);

/** Reads number words; unknown ones make the result NaN. */
export function wordsToNumber(text: string): number {
  const parts: number[] = [0];
  for (const word of text.split(/,\s|\sand\s|[\s\\-]/)) {
    const value = WORD_VALUES.get(word) ?? NaN;
    const top = parts.pop() ?? 0;
    if (!(value < 100)) parts.push(top * value);
    else if (top >= 1000) parts.push(top, value);
    else parts.push(top + value);
  }
  return parts.reduce((sum, part) => sum + part, 0);
}
