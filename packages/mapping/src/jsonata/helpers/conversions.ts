import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import { roundedNumber } from '../text.ts';

/** How many of the base unit one of each unit is; the base is the first. Codes of UN/ECE Recommendation 20. */
const DIMENSIONS: readonly Readonly<Record<string, number>>[] = [
  // Mass: kilogram, gram, milligram, tonne; pound, ounce, short and long ton (avoirdupois, exact since 1959).
  {
    KGM: 1,
    GRM: 0.001,
    MGM: 1e-6,
    TNE: 1000,
    LBR: 0.45359237,
    ONZ: 0.028349523125,
    STN: 907.18474,
    LTN: 1016.0469088,
  },
  // Length: metre, centimetre, millimetre, kilometre; inch, foot (also linear foot), yard, mile.
  {
    MTR: 1,
    CMT: 0.01,
    MMT: 0.001,
    KMT: 1000,
    INH: 0.0254,
    FOT: 0.3048,
    LF: 0.3048,
    YRD: 0.9144,
    SMI: 1609.344,
  },
  // Area: square metre, centimetre, millimetre; square inch, foot, yard.
  { MTK: 1, CMK: 1e-4, MMK: 1e-6, INK: 0.00064516, FTK: 0.09290304, YDK: 0.83612736 },
  // Volume in litres: litre, millilitre, hectolitre, cubic metre, decimetre, centimetre; cubic inch, foot, yard;
  // US gallon, quart, pint, fluid ounce; imperial gallon.
  {
    LTR: 1, MLT: 0.001, HLT: 100, MTQ: 1000, DMQ: 1, CMQ: 0.001, INQ: 0.016387064, FTQ: 28.316846592,
    YDQ: 764.554857984, GLL: 3.785411784, QT: 0.946352946, PT: 0.473176473, OZA: 0.0295735295625, GLI: 4.54609,
  }, // prettier-ignore
  // Count: one, each, piece, number of articles; pair, dozen, gross, hundred, thousand.
  { C62: 1, EA: 1, H87: 1, NAR: 1, PR: 2, DZN: 12, GRO: 144, CEN: 100, MIL: 1000 },
  // Time in seconds: second, minute, hour, day, week.
  { SEC: 1, MIN: 60, HUR: 3600, DAY: 86_400, WEE: 604_800 },
];

function factors(from: string, to: string): [number, number] | undefined {
  for (const units of DIMENSIONS) {
    const one = Object.hasOwn(units, from) ? units[from] : undefined;
    const other = Object.hasOwn(units, to) ? units[to] : undefined;
    if (one !== undefined && other !== undefined) return [one, other];
  }
  return undefined;
}

function convertUnit(_frame: Frame, quantity: number, from?: string, to?: string): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const [source, target] = [from, to].map((code) => code.trim().toUpperCase());
  if (source === target) return quantity;
  const found = factors(source ?? '', target ?? '');
  if (!found) throw new ExpressionError('D3210', { value: from, other: to });
  return roundedNumber((quantity * found[0]) / found[1]);
}

export const CONVERSION_HELPERS: readonly Definition[] = [
  {
    name: 'convertUnit',
    signature: '<n-ss:n>',
    parameters: ['quantity', 'from', 'to'],
    help: 'Converts a quantity between units of mass, length, area, volume, count or time, given as UN/ECE codes (Recommendation 20). Fails where one cannot be turned into the other; packages need the item master.',
    example: '$convertUnit(10, "LBR", "KGM") gives 4.5359237',
    implement: convertUnit,
  },
];
