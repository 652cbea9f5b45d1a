import type { ScalarField } from './compiled.ts';
import { readValue } from './read-values.ts';

/** The text of a value, or what is wrong with it. */
export type WrittenValue = { text: string; fault?: never } | { fault: string; text?: never };

const decimalPattern = /^([+-]?)0*(\d*)(?:\.(\d*))?$/;

/** How values are written into one interchange. */
export interface ValueStyle {
  /** `.` or `,` */
  decimalMark: string;
  /** Decimals given as text keep the zeros at their end, which tell how precise they are. */
  keepsZeros?: boolean;
}

/**
 * Writes a value by the type of its element. Numbers may come as numbers or as decimal text, dates as ISO 8601.
 * Dates by a code (`DTM`) are written by `writeByForm`.
 */
export function writeValue(value: unknown, field: ScalarField, style: ValueStyle): WrittenValue {
  const given = plainText(value);
  if (given === undefined) return { fault: `${show(value)} is no text or number` };
  const written = writeTyped(given, field, style);
  if (written.text === undefined || written.text === '') return written;
  return checkWritten(written.text, field) ?? written;
}

/** What is wrong with a written value by its length or its code list; undefined when nothing is. */
function checkWritten(text: string, field: ScalarField): WrittenValue | undefined {
  if (!field.checked) return undefined;
  const { length } = field.type === 'R' ? text.replace(/[-.,]/g, '') : text;
  if (length > field.maxLength) {
    return {
      fault: `"${text.slice(0, 40)}" has ${length} characters, more than the ${field.maxLength} allowed`,
    };
  }
  if (length < field.minLength) {
    return { fault: `"${text}" has ${length} characters, fewer than the ${field.minLength} needed` };
  }
  if (field.codesClosed && field.codes !== undefined && !Object.hasOwn(field.codes, text)) {
    return { fault: `"${text}" is not one of the codes of ${field.title}` };
  }
  return undefined;
}

/**
 * The text that a value had when it was read (`quantityText`), as long as it still says the same.
 * @param value undefined when there is only the text
 */
export function keptText(
  value: unknown,
  text: unknown,
  field: ScalarField,
  form: string,
): string | undefined {
  if (typeof text !== 'string') return undefined;
  if (value === undefined || value === null) return text;
  return readValue(text, field.type, ',', form).value === value ? text : undefined;
}

function writeTyped(given: string, field: ScalarField, style: ValueStyle): WrittenValue {
  const { type } = field;
  if (type === 'AN' || type === 'ID') return { text: given };
  if (given === '') return { text: '' };
  if (type === 'DT') return writeDate(given, field);
  if (type === 'TM') return writeTime(given);
  const decimal = decimalPattern.exec(given);
  if (decimal === null || (decimal[2] === '' && (decimal[3] ?? '') === '' && !given.includes('0'))) {
    return { fault: `"${given.slice(0, 40)}" is not a number` };
  }
  const sign = decimal[1] === '-' ? '-' : '';
  const whole = decimal[2] ?? '';
  const written = decimal[3] ?? '';
  const fraction = written.replace(/0+$/, '');
  if (type === 'R') {
    const digits = style.keepsZeros === true ? written : fraction;
    const text = (whole === '' ? '0' : whole) + (digits === '' ? '' : style.decimalMark + digits);
    return { text: Number(text.replace(',', '.')) === 0 ? text : sign + text };
  }
  return writeImplied(sign, whole, fraction, Number(type[1]), given);
}

function writeImplied(
  sign: string,
  whole: string,
  fraction: string,
  decimals: number,
  given: string,
): WrittenValue {
  if (fraction.length > decimals) {
    return { fault: `"${given}" has more than the ${decimals} decimals that can be written` };
  }
  const digits = (whole + fraction.padEnd(decimals, '0')).replace(/^0+(?=\d)/, '');
  const text = digits === '' ? '0' : digits;
  return { text: /^0+$/.test(text) ? '0' : sign + text };
}

function writeDate(given: string, field: ScalarField): WrittenValue {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(given);
  const digits = match === null ? '' : `${match[1]}${match[2]}${match[3]}`;
  if (digits === '' || readValue(digits, 'DT', '.').value === undefined) {
    return { fault: `"${given.slice(0, 40)}" is not a date (2026-11-04)` };
  }
  return { text: field.maxLength < digits.length ? digits.slice(2) : digits };
}

function writeTime(given: string): WrittenValue {
  const match =
    /^(?:\d{4}-\d{2}-\d{2}T)?(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,2})\d*)?)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(
      given,
    );
  const digits = match === null ? '' : match.slice(1).join('');
  if (digits === '' || readValue(digits, 'TM', '.').value === undefined) {
    return { fault: `"${given.slice(0, 40)}" is not a time (09:30)` };
  }
  return { text: digits };
}

/** Very large and very small numbers have an exponent in JavaScript; few readers of EDI take one. */
function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const text = String(value);
  return text.includes('e') ? withoutExponent(value) : text;
}

function withoutExponent(value: number): string | undefined {
  if (Math.abs(value) >= 1e21) return undefined;
  return value.toFixed(20).replace(/\.?0+$/, '');
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}
