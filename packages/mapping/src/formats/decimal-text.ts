const plainPattern = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * Reads a decimal number as people write it, digit by digit, so that no amount changes by rounding.
 * @param separator What separates the fraction; the other of "." and "," may group thousands
 * @returns The number as plain text ("-1234.50"), or undefined when the text is no number
 */
export function readDecimal(text: string, separator: '.' | ','): string | undefined {
  const ungrouped = separator === ',' ? text.replaceAll('.', '').replace(',', '.') : withoutGroups(text);
  const match = plainPattern.exec(ungrouped);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (match === null || whole + fraction === '') return undefined;
  const digits = fraction === '' ? whole : `${whole === '' ? '0' : whole}.${fraction}`;
  return sign === '-' ? `-${digits}` : digits;
}

/** "1,234,567.89" as thousands are grouped; "1,5" is no number where the fraction follows a point. */
function withoutGroups(text: string): string {
  return /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text;
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
