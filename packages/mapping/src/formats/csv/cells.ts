import { losesDigits, readDecimal } from '../decimal-text.ts';
import { DatePattern } from '../date-pattern.ts';
import type { Report } from '../report.ts';
import type { ColumnType, CsvParseOptions } from './options.ts';

type Notation = Pick<CsvParseOptions, 'decimalSeparator' | 'datePattern'>;

/** Reads the text of a field of one column; `line` is for complaints. */
export type CellReader = (text: string, line: number) => unknown;

/** Gives undefined for text that is not of the type. */
type Converter = (text: string) => string | number | boolean | undefined;

const integerPattern = /^[+-]?\d+$/;
const exponentPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d{1,3}$/;
const yes = new Set(['true', 'yes', 'y', '1']);
const no = new Set(['false', 'no', 'n', '0']);

/** @returns undefined for a column whose fields stay as they are */
export function cellReader(
  type: ColumnType,
  column: string,
  options: CsvParseOptions,
  report: Report,
): CellReader | undefined {
  if (type === 'text') return options.trim === true ? (text) => text.trim() : undefined;
  const convert = converterOf(type, options);
  return (text, line) => {
    const value = text.trim();
    if (value === '') return null;
    const converted = convert(value);
    if (converted !== undefined) return converted;
    const reason = `"${value}" is not ${typeNames[type]}; it is kept as text`;
    report.fault('csv.type', reason, { line }, `line ${line}, column "${column}"`);
    return text;
  };
}

/** How the text of a column of that type is read. */
export function converterOf(type: Exclude<ColumnType, 'text'>, notation: Notation): Converter {
  return converters[type](notation);
}

export const typeNames: Record<Exclude<ColumnType, 'text'>, string> = {
  number: 'a number',
  decimal: 'a decimal number',
  integer: 'a whole number',
  boolean: 'yes or no',
  date: 'a date of the pattern given',
};

const converters: Record<Exclude<ColumnType, 'text'>, (notation: Notation) => Converter> = {
  number:
    ({ decimalSeparator = '.' }) =>
    (text) => {
      const plain = readDecimal(text, decimalSeparator) ?? (exponentPattern.test(text) ? text : undefined);
      return plain === undefined || losesDigits(plain) ? undefined : finite(Number(plain));
    },
  decimal:
    ({ decimalSeparator = '.' }) =>
    (text) =>
      readDecimal(text, decimalSeparator),
  integer: () => (text) => (integerPattern.test(text) ? exactInteger(Number(text)) : undefined),
  boolean: () => (text) => {
    const word = text.toLowerCase();
    return yes.has(word) ? true : no.has(word) ? false : undefined;
  },
  date: ({ datePattern = 'yyyy-MM-dd' }) => {
    const pattern = new DatePattern(datePattern);
    return (text) => pattern.read(text);
  },
};

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** A long identifier read as a number would silently change its last digits. */
function exactInteger(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}
