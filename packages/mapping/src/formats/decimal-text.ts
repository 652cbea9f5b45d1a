const plainPattern = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Digits grouped by three: by the other of "." and ",", by blanks (also those that do not break), by apostrophes. */
const grouped = {
  '.': /^[+-]?\d{1,3}([, \u00a0\u202f'\u2019])\d{3}(?:\1\d{3})*(?:\.\d*)?$/,
  ',': /^[+-]?\d{1,3}([. \u00a0\u202f'\u2019])\d{3}(?:\1\d{3})*(?:,\d*)?$/,
} as const;

/**
 * Reads a decimal number as people and host systems write it ("1.234,50", "1 234,50", "12.50-"), digit by digit, so
 * that no amount changes by rounding.
 * @param separator What separates the fraction. The other of "." and "," may group thousands, and nothing else: where
 *   fractions have a comma, "1.50" is no number, rather than a hundred and fifty.
 * @returns The number as plain text ("-1234.50"), or undefined when the text is no number
 */
export function readDecimal(text: string, separator: '.' | ','): string | undefined {
  const plain = plainText(signFirst(text), separator);
  const match = plain === undefined ? null : plainPattern.exec(plain);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (match === null || whole + fraction === '') return undefined;
  const digits = fraction === '' ? whole : `${whole === '' ? '0' : whole}.${fraction}`;
  return sign === '-' ? `-${digits}` : digits;
}

/** Without groups, and with a point before the fraction. */
function plainText(text: string, separator: '.' | ','): string | undefined {
  const mark = grouped[separator].exec(text)?.[1];
  const ungrouped = mark === undefined ? text : text.replaceAll(mark, '');
  if (separator === '.') return ungrouped;
  return ungrouped.includes('.') ? undefined : ungrouped.replace(',', '.');
}

/** Host systems often write the sign behind the digits: "1250-". */
export function signFirst(text: string): string {
  const last = text.at(-1);
  return (last === '-' || last === '+') && /^\d/.test(text) ? last + text.slice(0, -1) : text;
}

/** Digits that programs write of a double-precision number at the most; further ones are another number's. */
const doubleDigits = 17;

/**
 * Whether reading a number as double precision changes it: an integer in any digit, a fraction that was written with
 * more digits than such a number has.
 * @param text As JSON and people write it, perhaps with an exponent
 */
export function losesDigits(text: string): boolean {
  const [digits, exponent] = significance(text);
  const [kept, keptExponent] = significance(String(Number(text)));
  if (digits === kept && exponent === keptExponent) return false;
  return exponent >= 0 || digits.length > doubleDigits;
}

/** "1250.50e3" is 12505 times ten to the power of 2. */
function significance(text: string): [digits: string, exponent: number] {
  const [, whole = '', fraction = '', power = '0'] =
    /^[+-]?(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const all = whole + fraction;
  let [start, end] = [0, all.length];
  while (all[start] === '0') start += 1;
  while (end > start && all[end - 1] === '0') end -= 1;
  if (start === end) return ['', 0];
  return [all.slice(start, end), Number(power) - fraction.length + all.length - end];
}

/** The digits of a finite number without an exponent: 1e21 is "1000000000000000000000". */
export function plainDecimal(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}
