/** A number in decimal notation, taken apart. */
export interface Decimal {
  negative: boolean;
  /** All digits without the point. */
  digits: string;
  /** How many of the digits stand after the point; may be negative or more than there are. */
  scale: number;
}

/** A whole number of units of which so many decimal places make one. */
export interface Scaled {
  value: bigint;
  scale: number;
}

export const DECIMAL = /^\s*([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d{1,4}))?\s*$/;

/** Most digits that a number may have when written out: more are a mistake, not an amount. */
export const MAX_DIGITS = 400;

/** Reads a number or its text; undefined when it is none, or one with too many digits. */
export function parseDecimal(value: string | number): Decimal | undefined {
  const match = DECIMAL.exec(String(value));
  const [, sign, whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (!match || whole.length + fraction.length === 0) return undefined;
  const decimal = {
    negative: sign === '-',
    digits: whole + fraction,
    scale: fraction.length - Number(exponent),
  };
  return decimal.digits.length + Math.abs(decimal.scale) > MAX_DIGITS ? undefined : decimal;
}

/** Brings a number to so many digits after the point, halves away from zero as in accounting. */
export function rescale(decimal: Decimal, scale: number): bigint {
  const value = BigInt(decimal.digits);
  const excess = decimal.scale - scale;
  const magnitude = excess <= 0 ? value * 10n ** BigInt(-excess) : divide(value, 10n ** BigInt(excess));
  return decimal.negative ? -magnitude : magnitude;
}

/** A scaled number with another number of digits after the point, halves away from zero. */
export function rescaled({ value, scale }: Scaled, digits: number): Scaled {
  if (digits >= scale) return { value: value * 10n ** BigInt(digits - scale), scale: digits };
  const magnitude = divide(value < 0n ? -value : value, 10n ** BigInt(scale - digits));
  return { value: value < 0n ? -magnitude : magnitude, scale: digits };
}

/** The whole number without rounding. */
export function exactly(decimal: Decimal): Scaled {
  const scale = Math.max(0, decimal.scale);
  return { value: rescale(decimal, scale), scale };
}

export function writeDecimal({ value, scale }: Scaled): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return value < 0n ? `-${text}` : text;
}

function divide(value: bigint, unit: bigint): bigint {
  return (value + unit / 2n) / unit;
}
