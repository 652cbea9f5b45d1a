import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';

const DAY = 86_400_000;

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})(T.*)?$/;

/** A day of the calendar, with the time that followed it in the text. */
interface Day {
  /** Milliseconds since 1970 at its start in UTC. */
  millis: number;
  /** `T10:30:00Z` and the like; kept as it is. */
  time: string;
}

/** @throws ExpressionError D3201 when the text does not begin with a day of the calendar */
function dayOf(text: string): Day {
  const [, year, month, day, time = ''] = ISO_DAY.exec(text.trim()) ?? [];
  const millis = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (Number.isNaN(millis) || isoDay(millis) !== `${year}-${month}-${day}`)
    throw new ExpressionError('D3201', { value: text, other: 'CCYY-MM-DD' });
  return { millis, time };
}

function isoDay(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}

/** @throws ExpressionError D1001 for days outside of the years 0 to 9999 */
function written(millis: number, time = ''): string {
  const date = new Date(millis);
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new ExpressionError('D1001', { value: millis });
  return isoDay(millis) + time;
}

/** @throws ExpressionError D3206 when it is no whole number */
function whole(value: number, index = 2): number {
  if (!Number.isInteger(value)) throw new ExpressionError('D3206', { value, index });
  return value;
}

/** A function of a date that gives nothing for an empty text or a left-out second argument. */
function onDate<A extends readonly unknown[]>(
  compute: (frame: Frame, day: Day, ...rest: A) => unknown,
): (frame: Frame, text: string, ...rest: A) => unknown {
  return (frame, text, ...rest) => {
    frame.run.tick();
    return text.trim() === '' ? undefined : compute(frame, dayOf(text), ...rest);
  };
}

function addMonths(day: Day, months: number): string {
  const date = new Date(day.millis);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
  // Where the month is shorter, its last day: a month after 31 January is 28 or 29 February.
  const last = new Date(endOfMonth(first)).getUTCDate();
  return written(first + (Math.min(date.getUTCDate(), last) - 1) * DAY, day.time);
}

function endOfMonth(millis: number): number {
  const date = new Date(millis);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0);
}

function isBusinessDay(millis: number, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(millis).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(isoDay(millis));
}

function holidaySet(holidays: readonly string[] | undefined): Set<string> {
  return new Set((holidays ?? []).map((text) => isoDay(dayOf(text).millis)));
}

/** Steps that looking at one day costs: a mistaken number of days ends soon. */
const STEPS_PER_DAY = 20;

function addBusinessDays(frame: Frame, day: Day, days = 0, holidays?: readonly string[]): string {
  const free = holidaySet(holidays);
  const step = whole(days) < 0 ? -DAY : DAY;
  let { millis } = day;
  for (let left = Math.abs(days); left > 0;) {
    frame.run.tick(STEPS_PER_DAY);
    millis += step;
    if (isBusinessDay(millis, free)) left -= 1;
  }
  return written(millis, day.time);
}

export const CALENDAR_HELPERS: readonly Definition[] = [
  {
    name: 'addDays',
    signature: '<s-n:s>',
    parameters: ['date', 'days'],
    help: 'The date so many days later, or earlier for a negative number. A time after the date stays.',
    example: '$addDays("2026-02-27", 3) gives "2026-03-02"',
    implement: onDate((_frame, day, days?: number) =>
      days === undefined ? undefined : written(day.millis + whole(days) * DAY, day.time),
    ),
  },
  {
    name: 'addMonths',
    signature: '<s-n:s>',
    parameters: ['date', 'months'],
    help: 'The date so many months later or earlier; the last day of the month where it would not exist.',
    example: '$addMonths("2026-01-31", 1) gives "2026-02-28"',
    implement: onDate((_frame, day, months?: number) =>
      months === undefined ? undefined : addMonths(day, whole(months)),
    ),
  },
  {
    name: 'addBusinessDays',
    signature: '<s-na<s>?:s>',
    parameters: ['date', 'days', 'holidays'],
    help: 'The date so many working days later or earlier; Saturdays, Sundays and the given holidays do not count.',
    example: '$addBusinessDays("2026-12-23", 2, ["2026-12-25"]) gives "2026-12-28"',
    implement: onDate(addBusinessDays),
  },
  {
    name: 'isBusinessDay',
    signature: '<s-a<s>?:b>',
    parameters: ['date', 'holidays'],
    help: 'Whether a date is neither Saturday nor Sunday nor one of the given holidays.',
    example: '$isBusinessDay("2026-11-21") gives false',
    implement: onDate((_frame, day, holidays?: readonly string[]) =>
      isBusinessDay(day.millis, holidaySet(holidays)),
    ),
  },
  {
    name: 'dayOfWeek',
    signature: '<s-:n>',
    parameters: ['date'],
    help: 'Number of the day in its week, from 1 for Monday to 7 for Sunday.',
    example: '$dayOfWeek("2026-11-21") gives 6',
    implement: onDate((_frame, day) => new Date(day.millis).getUTCDay() || 7),
  },
  {
    name: 'startOfMonth',
    signature: '<s-:s>',
    parameters: ['date'],
    help: 'First day of the month of a date.',
    example: '$startOfMonth("2026-11-21") gives "2026-11-01"',
    implement: onDate((_frame, day) => `${isoDay(day.millis).slice(0, 7)}-01`),
  },
  {
    name: 'endOfMonth',
    signature: '<s-:s>',
    parameters: ['date'],
    help: 'Last day of the month of a date.',
    example: '$endOfMonth("2028-02-10") gives "2028-02-29"',
    implement: onDate((_frame, day) => isoDay(endOfMonth(day.millis))),
  },
  {
    name: 'daysBetween',
    signature: '<s-s:n>',
    parameters: ['from', 'to'],
    help: 'Days from one date to another; negative when the second is earlier. Times of day do not count.',
    example: '$daysBetween("2026-11-21", "2026-12-01") gives 10',
    implement: onDate((_frame, day, to?: string) =>
      to === undefined || to.trim() === '' ? undefined : (dayOf(to).millis - day.millis) / DAY,
    ),
  },
];
