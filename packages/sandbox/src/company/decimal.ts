/**
 * Exact decimals as scaled integers: 5.09 with two places is the integer 509. Binary floating point is never
 * added or multiplied; a number is taken by its shortest decimal spelling, which is what its sender wrote.
 */

/** Money in hundredths of the currency unit. */
export type Cents = number;
/** A unit price in ten-thousandths of the currency unit: cheap parts cost fractions of a cent. */
export type PriceUnits = number;
/** A quantity or a weight in thousandths: cable is cut, freight is weighed. */
export type Thousandths = number;

export const moneyPlaces = 2;
export const pricePlaces = 4;
export const quantityPlaces = 3;

const decimalPattern = /^(-?)(\d{1,15})(?:\.(\d{1,30}))?$/;

/**
 * Reads a decimal from a JSON number or a string such as `"12.50"`.
 * @returns the value times 10^places, or undefined when it is no plain decimal, has more digits after the
 * point than `places`, or is too large to be kept exactly.
 */
export function parseDecimal(value: unknown, places: number): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const match = decimalPattern.exec(String(value).trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > places) return undefined;
  const scaled = Number(whole + digits.padEnd(places, '0'));
  if (!Number.isSafeInteger(scaled)) return undefined;
  return sign === '-' && scaled !== 0 ? -scaled : scaled;
}

/** Gives a scaled integer back as the JSON number that spells the same decimal. */
export function formatDecimal(scaled: number, places: number): number {
  return scaled / 10 ** places;
}

/** Spells money for people: `1234550` becomes `12345.50`. */
export function spellMoney(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(moneyPlaces + 1, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -moneyPlaces)}.${digits.slice(-moneyPlaces)}`;
}

/**
 * Quantity times unit price, rounded half up to the cent, per line as invoices do.
 * @returns cents as a bigint: the sum of many lines may pass what a number holds, and is checked by the caller.
 */
export function extendPrice(quantity: Thousandths, price: PriceUnits): bigint {
  const scale = 10n ** BigInt(quantityPlaces + pricePlaces - moneyPlaces);
  return (BigInt(quantity) * BigInt(price) + scale / 2n) / scale;
}
