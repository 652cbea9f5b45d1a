import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import { parseDateTime } from '../pictures/parseDateTime.ts';

/** Two-digit years from here on belong to the last century (the window that EDI partners use). */
const CENTURY_PIVOT = 50;

const EDI_DATE = /^(\d{2})?(\d{2})(\d{2})(\d{2})$/;

/** CCYYMMDD or YYMMDD as an ISO 8601 date, if it is a day of the calendar. */
function isoDate(_frame: Frame, text: string): string | undefined {
  const digits = text.trim();
  if (digits === '') return undefined;
  const match = EDI_DATE.exec(digits);
  const [, century, year = '', month = '', day = ''] = match ?? [];
  const full = `${century ?? (Number(year) < CENTURY_PIVOT ? '20' : '19')}${year}`;
  const iso = `${full}-${month}-${day}`;
  const date = new Date(`${iso}T00:00:00Z`);
  // The engine moves 30 February on to March; such a date must not pass.
  if (!match || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso) {
    throw new ExpressionError('D3201', { value: text, other: 'CCYYMMDD or YYMMDD' });
  }
  return iso;
}

/** A date or time in any layout as ISO 8601: a date where the picture has no time, else with time. */
function parseDate(frame: Frame, text: string, picture?: string): string | undefined {
  if (text.trim() === '') return undefined;
  const layout = picture ?? '[Y0001]-[M01]-[D01]';
  const millis = parseDateTime(frame.run, text.trim(), layout);
  if (millis === undefined) throw new ExpressionError('D3201', { value: text, other: layout });
  const iso = new Date(millis).toISOString();
  return /\[[HhmsfP]/.test(layout) ? iso : iso.slice(0, 10);
}

const ISO_DATE = /^\d\d(\d\d)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d).*)?$/;

function partsOf(text: string, form: string): RegExpExecArray {
  const match = ISO_DATE.exec(text.trim());
  if (!match) throw new ExpressionError('D3201', { value: text, other: form });
  return match;
}

/** An ISO 8601 date as CCYYMMDD, or YYMMDD where six digits are asked for. */
function ediDate(_frame: Frame, text: string, digits = 8): string | undefined {
  if (text.trim() === '') return undefined;
  const [whole, year = '', month = '', day = ''] = partsOf(text, 'CCYY-MM-DD');
  return (digits === 6 ? year : whole.slice(0, 4)) + month + day;
}

/** The time of an ISO 8601 time as HHMM. */
function ediTime(_frame: Frame, text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const [, , , , hour, minute = ''] = partsOf(text, 'CCYY-MM-DDThh:mm');
  return hour === undefined ? undefined : hour + minute;
}

export const DATE_HELPERS: readonly Definition[] = [
  {
    name: 'isoDate',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'Turns an EDI date (CCYYMMDD or YYMMDD) into an ISO 8601 date. Fails for days that do not exist; gives nothing for an empty text.',
    example: '$isoDate("20261121") gives "2026-11-21"',
    implement: isoDate,
  },
  {
    name: 'ediDate',
    signature: '<s-n?:s>',
    parameters: ['date', 'digits'],
    help: 'Turns an ISO 8601 date into an EDI date of eight digits (CCYYMMDD), or of six (YYMMDD). Gives nothing for an empty text.',
    example: '$ediDate("2026-11-21") gives "20261121"',
    implement: ediDate,
  },
  {
    name: 'ediTime',
    signature: '<s-:s>',
    parameters: ['time'],
    help: 'Turns an ISO 8601 date and time into an EDI time (HHMM). Gives nothing where there is no time.',
    example: '$ediTime("2026-11-21T09:30:00Z") gives "0930"',
    implement: ediTime,
  },
  {
    name: 'parseDate',
    signature: '<s-s?:s>',
    parameters: ['text', 'picture'],
    help: 'Reads a date or time in the layout of a picture and gives it as ISO 8601, without a time if the picture has none. Fails when the text does not fit.',
    example: '$parseDate("21.11.2026", "[D01].[M01].[Y0001]") gives "2026-11-21"',
    implement: parseDate,
  },
];
