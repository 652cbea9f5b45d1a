/** Powers of ten that a binary number holds exactly, as far as rounding uses them. */
const POWERS = Array.from({ length: 16 }, (_, places) => 10 ** places);

/** Above this, the error of a binary multiplication could move a number to the other side of a half. */
const SAFE = 1e9;

/** How near to a half a scaled number must be for that error to matter. */
const DOUBTFUL = 1e-4;

/** Moves the decimal point by so many places without the error of a binary multiplication. */
function shift(value: number, places: number): number {
  const [mantissa = '', exponent = '0'] = value.toString().split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}

/** To the nearest whole number, halves to the even one. */
function roundWhole(value: number): number {
  const rounded = Math.round(value);
  // Math.round takes halves upwards.
  return Math.abs(rounded - value) === 0.5 && Math.abs(rounded % 2) === 1 ? rounded - 1 : rounded;
}

/** Rounds to so many digits after the point (negative: before it), halves to the even digit. */
export function round(value: number, digits?: number): number {
  const places = digits ?? 0;
  if (places === 0) return withoutMinusZero(roundWhole(value));
  const power = POWERS[places];
  if (power !== undefined) {
    const scaled = value * power;
    const fraction = Math.abs(scaled % 1);
    if (Math.abs(scaled) < SAFE && Math.abs(fraction - 0.5) > DOUBTFUL) {
      return withoutMinusZero(Math.round(scaled) / power);
    }
  }
  return withoutMinusZero(shift(roundWhole(shift(value, places)), -places));
}

/** JSON has no negative zero. */
function withoutMinusZero(value: number): number {
  return value === 0 ? 0 : value;
}
