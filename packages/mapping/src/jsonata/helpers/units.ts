import type { Definition } from '../builtin.ts';

/**
 * Units of measure of X12 (data element 355) that distribution documents use, as codes of
 * UN/ECE Recommendation 20; packages as codes of Recommendation 21 with the X that marks them there.
 */
const UNITS: ReadonlyMap<string, string> = new Map([
  ['EA', 'EA'], // each
  ['PC', 'H87'], // piece
  ['UN', 'C62'], // unit
  ['DZ', 'DZN'], // dozen
  ['GS', 'GRO'], // gross
  ['PR', 'PR'], // pair
  ['ST', 'SET'], // set
  ['KT', 'KT'], // kit
  ['HU', 'CEN'], // hundred
  ['TH', 'MIL'], // thousand
  ['CA', 'XCS'], // case
  ['CT', 'XCT'], // carton
  ['BX', 'XBX'], // box
  ['BG', 'XBG'], // bag
  ['BO', 'XBO'], // bottle
  ['CN', 'XCX'], // can
  ['CR', 'XCR'], // crate
  ['DR', 'XDR'], // drum
  ['PK', 'XPK'], // package
  ['PL', 'XPX'], // pallet
  ['RL', 'XRO'], // roll
  ['RO', 'XRO'], // roll
  ['TB', 'XTU'], // tube
  ['LB', 'LBR'], // pound
  ['OZ', 'ONZ'], // ounce
  ['TN', 'STN'], // short ton
  ['KG', 'KGM'], // kilogram
  ['GR', 'GRM'], // gram
  ['MP', 'TNE'], // metric ton
  ['IN', 'INH'], // inch
  ['FT', 'FOT'], // foot
  ['YD', 'YRD'], // yard
  ['LF', 'LF'], // linear foot
  ['CM', 'CMT'], // centimetre
  ['MM', 'MMT'], // millimetre
  ['MR', 'MTR'], // metre
  ['SF', 'FTK'], // square foot
  ['SY', 'YDK'], // square yard
  ['SM', 'MTK'], // square metre
  ['CF', 'FTQ'], // cubic foot
  ['CI', 'INQ'], // cubic inch
  ['GA', 'GLL'], // US gallon
  ['QT', 'QT'], // US quart
  ['PT', 'PT'], // US pint
  ['FO', 'OZA'], // US fluid ounce
  ['LT', 'LTR'], // litre
  ['ML', 'MLT'], // millilitre
  ['HR', 'HUR'], // hour
  ['DA', 'DAY'], // day
]);

/** The way back; where two codes mean one unit, the first. */
const X12_CODES: ReadonlyMap<string, string> = new Map(
  [...UNITS].reverse().map(([x12, unit]) => [unit, x12]),
);

export const UNIT_HELPERS: readonly Definition[] = [
  {
    name: 'unit',
    signature: '<s-:s>',
    parameters: ['code'],
    help: 'UN/ECE code (Recommendation 20) for an X12 unit of measure; nothing for a code that is not known.',
    example: '$unit("LB") gives "LBR"',
    implement: (_frame, code: string) => UNITS.get(code.trim().toUpperCase()),
  },
  {
    name: 'unitX12',
    signature: '<s-:s>',
    parameters: ['code'],
    help: 'X12 unit of measure for a UN/ECE code (Recommendation 20); nothing for a code that is not known.',
    example: '$unitX12("LBR") gives "LB"',
    implement: (_frame, code: string) => X12_CODES.get(code.trim().toUpperCase()),
  },
];
