/** Components of a moment (in UTC) as XPath's date pictures name them. */

export const DAY_NAMES = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const DAY = 86_400_000;
const WEEK = 7 * DAY;

interface Month {
  year: number;
  /** From 0. */
  month: number;
}

function monthOf(date: Date): Month {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}

function yearOf(date: Date): Month {
  return { year: date.getUTCFullYear(), month: 0 };
}

function moved({ year, month }: Month, months: number): Month {
  const total = year * 12 + month + months;
  return { year: Math.floor(total / 12), month: ((total % 12) + 12) % 12 };
}

/** Start of the first week of a year or month: the one with its first Thursday, from Monday (ISO 8601). */
function firstWeek({ year, month }: Month): number {
  const first = Date.UTC(year, month);
  const weekday = new Date(first).getUTCDay() || 7;
  return weekday > 4 ? first + (8 - weekday) * DAY : first - (weekday - 1) * DAY;
}

function startOfDay(date: Date): number {
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}

/** Number of the week within a period of so many months (12 or 1). */
function weekWithin(date: Date, period: Month, months: number, usual: number): number {
  const today = startOfDay(date);
  const week = (today - firstWeek(period)) / WEEK + 1;
  if (week > usual && today >= firstWeek(moved(period, months))) return 1;
  if (week < 1) return Math.floor((today - firstWeek(moved(period, -months))) / WEEK + 1);
  return Math.floor(week);
}

/** The period whose weeks the moment belongs to. */
function weekPeriod(date: Date, period: Month, months: number): Month {
  if (date.getTime() < firstWeek(period)) return moved(period, -months);
  return date.getTime() >= firstWeek(moved(period, months)) ? moved(period, months) : period;
}

const NUMBERS: Readonly<Record<string, (date: Date) => number>> = {
  Y: (date) => date.getUTCFullYear(),
  M: (date) => date.getUTCMonth() + 1,
  D: (date) => date.getUTCDate(),
  d: (date) => (startOfDay(date) - Date.UTC(date.getUTCFullYear(), 0)) / DAY + 1,
  F: (date) => date.getUTCDay() || 7,
  W: (date) => weekWithin(date, yearOf(date), 12, 52),
  w: (date) => weekWithin(date, monthOf(date), 1, 4),
  X: (date) => weekPeriod(date, yearOf(date), 12).year,
  x: (date) => weekPeriod(date, monthOf(date), 1).month + 1,
  H: (date) => date.getUTCHours(),
  h: (date) => date.getUTCHours() % 12 || 12,
  m: (date) => date.getUTCMinutes(),
  s: (date) => date.getUTCSeconds(),
  f: (date) => date.getUTCMilliseconds(),
};

const TEXTS: Readonly<Record<string, (date: Date) => string>> = {
  P: (date) => (date.getUTCHours() >= 12 ? 'pm' : 'am'),
  C: () => 'ISO',
  E: () => 'ISO',
};

/** How a component that is a number is read from a moment; undefined for any other component. */
export function numberPart(component: string): ((date: Date) => number) | undefined {
  return Object.hasOwn(NUMBERS, component) ? NUMBERS[component] : undefined;
}

/** Value of a component of a moment; undefined for the time zone, which a moment has not. */
export function datePart(date: Date, component: string): number | string | undefined {
  const read = numberPart(component) ?? TEXTS[component];
  return read?.(date);
}
