import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendPrice, formatDecimal, parseDecimal, spellMoney } from './decimal.ts';

describe('decimals', () => {
  it.each([
    [5.09, 2, 509],
    ['5.0900', 2, 509],
    ['-0', 2, 0],
    ['-1.5', 1, -15],
    [' 7 ', 3, 7000],
    ['1.005', 2, undefined],
    ['1e3', 2, undefined],
    ['1,5', 2, undefined],
    ['', 2, undefined],
    ['.5', 2, undefined],
    ['9007199254740992', 0, undefined],
    [Number.NaN, 2, undefined],
    [true, 2, undefined],
    [null, 2, undefined],
  ])('reads %j with %i places as %j', (value, places, expected) => {
    expect(parseDecimal(value, places)).toBe(expected);
  });

  it('spells what it reads', () => {
    const cents = fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 });
    fc.assert(fc.property(cents, (value) => parseDecimal(formatDecimal(value, 2), 2) === value));
    fc.assert(fc.property(cents, (value) => parseDecimal(spellMoney(value), 2) === value));
  });

  it.each([
    [12_500, 9_481, 1185n],
    [1, 5, 0n],
    [1_000, 50, 1n],
    [1_000, 49, 0n],
    [1_000_000_000, 10_000_000_000, 100_000_000_000_000n],
  ])('extends %i thousandths at %i ten-thousandths to %s cents', (quantity, price, expected) => {
    expect(extendPrice(quantity, price)).toBe(expected);
  });
});
