/** Moves the decimal point by so many places without the error of a binary multiplication. */
function shift(value: number, places: number): number {
  const [mantissa = '', exponent = '0'] = value.toString().split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}

/** Rounds to so many digits after the point (negative: before it), halves to the even digit. */
export function round(value: number, digits?: number): number {
  const places = digits ?? 0;
  const scaled = places === 0 ? value : shift(value, places);
  let rounded = Math.round(scaled);
  // Math.round takes halves upwards.
  if (Math.abs(rounded - scaled) === 0.5 && Math.abs(rounded % 2) === 1) rounded -= 1;
  const result = places === 0 ? rounded : shift(rounded, -places);
  return Object.is(result, -0) ? 0 : result;
}
