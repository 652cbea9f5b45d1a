import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';

/** Longest number that is given a check digit: an SSCC without its own. */
const MAX_BODY = 17;

/** Check digit of a number: weights 3 and 1 from the right (GS1 General Specifications, 7.9). */
function checkDigitOf(body: string): string {
  const sum = Array.from(body)
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/** Whether a code consists of so many digits of which the last one checks the others. */
function isChecked(code: string, lengths: readonly number[]): boolean {
  if (!lengths.includes(code.length) || !/^\d+$/.test(code)) return false;
  return checkDigitOf(code.slice(0, -1)) === code.slice(-1);
}

const GTIN_LENGTHS = [8, 12, 13, 14];

function checkDigit(_frame: Frame, body: string): string {
  if (!/^\d+$/.test(body) || body.length > MAX_BODY) throw new ExpressionError('D3208', { value: body });
  return checkDigitOf(body);
}

function gtin14(_frame: Frame, code: string): string | undefined {
  const digits = code.trim();
  if (digits === '') return undefined;
  if (!isChecked(digits, GTIN_LENGTHS)) throw new ExpressionError('D3209', { value: code });
  return digits.padStart(14, '0');
}

/** Digits of an SSCC for the company prefix and the serial number together. */
const SSCC_REFERENCE = 16;

function sscc(_frame: Frame, prefix: string, serial?: number | string, extension = 0): string | undefined {
  if (serial === undefined) return undefined;
  const number = String(serial).padStart(SSCC_REFERENCE - prefix.length, '0');
  const body = `${extension}${prefix}${number}`;
  if (!/^\d{17}$/.test(body)) throw new ExpressionError('D3208', { value: body });
  return body + checkDigitOf(body);
}

export const GS1_HELPERS: readonly Definition[] = [
  {
    name: 'checkDigit',
    signature: '<s-:s>',
    parameters: ['digits'],
    help: 'Check digit of a GTIN, GLN or SSCC given without it.',
    example: '$checkDigit("400638133393") gives "1"',
    implement: checkDigit,
  },
  {
    name: 'isGtin',
    signature: '<s-:b>',
    parameters: ['code'],
    help: 'Whether a text is a GTIN (8, 12, 13 or 14 digits) with the right check digit.',
    example: '$isGtin("4006381333931") gives true',
    implement: (_frame, code: string) => isChecked(code, GTIN_LENGTHS),
  },
  {
    name: 'isGln',
    signature: '<s-:b>',
    parameters: ['code'],
    help: 'Whether a text is a GLN (13 digits) with the right check digit.',
    example: '$isGln("4012345000009") gives true',
    implement: (_frame, code: string) => isChecked(code, [13]),
  },
  {
    name: 'isSscc',
    signature: '<s-:b>',
    parameters: ['code'],
    help: 'Whether a text is an SSCC (18 digits) with the right check digit.',
    example: '$isSscc("106141411234567897") gives true',
    implement: (_frame, code: string) => isChecked(code, [18]),
  },
  {
    name: 'gtin14',
    signature: '<s-:s>',
    parameters: ['code'],
    help: 'A GTIN of 8, 12 or 13 digits (UPC, EAN) filled up to 14 with zeros. Fails when its check digit is wrong; gives nothing for an empty text.',
    example: '$gtin14("4006381333931") gives "04006381333931"',
    implement: gtin14,
  },
  {
    name: 'sscc',
    signature: '<s(ns)n?:s>',
    parameters: ['companyPrefix', 'serial', 'extension'],
    help: 'SSCC of a logistic unit with its check digit, from a GS1 company prefix and a serial number; the extension digit is 0 unless told otherwise.',
    example: '$sscc("0614141", 123456789, 1) gives "106141411234567897"',
    implement: sscc,
  },
];
