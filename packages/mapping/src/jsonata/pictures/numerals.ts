import type { Run } from '../run.ts';

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** A whole number in small Roman numerals; thousands are repeated. */
export function toRoman(run: Run, value: number): string {
  run.charge(Math.floor(value / 1000) + 16);
  let left = value;
  let text = '';
  for (const [amount, numeral] of ROMAN) {
    const count = Math.floor(left / amount);
    text += numeral.repeat(count);
    left -= count * amount;
  }
  return text;
}

/** Reads Roman capitals: a smaller one before a greater one is subtracted. */
export function fromRoman(text: string): number {
  const values: ReadonlyMap<string, number> = new Map(
    ROMAN.filter(([, numeral]) => numeral.length === 1).map(([amount, numeral]) => [
      numeral.toUpperCase(),
      amount,
    ]),
  );
  let total = 0;
  let greatest = 1;
  for (const sign of Array.from(text).reverse()) {
    const value = values.get(sign) ?? NaN;
    if (value < greatest) {
      total -= value;
    } else {
      greatest = value;
      total += value;
    }
  }
  return total;
}

/** A whole number in letters, as spreadsheets name columns. */
export function toLetters(value: number, first: string): string {
  const base = first.charCodeAt(0);
  let text = '';
  for (let left = value; left > 0; left = Math.floor((left - 1) / 26)) {
    text = String.fromCharCode(((left - 1) % 26) + base) + text;
  }
  return text;
}

/** Reads letters as a number. */
export function fromLetters(text: string, first: string): number {
  const base = first.charCodeAt(0);
  return Array.from(text).reduce((total, letter) => total * 26 + letter.charCodeAt(0) - base + 1, 0);
}
