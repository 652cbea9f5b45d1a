/** Two-digit years below this are of this century. */
const centuryPivot = 70;

/** The year that two digits mean. */
export function fullYear(twoDigits: string): string {
  return (Number(twoDigits) < centuryPivot ? '20' : '19') + twoDigits;
}

/** `2026-11-04`, or undefined for a day that there is not. */
export function isoDate(year: string, month: string, day: string): string | undefined {
  const y = Number(year);
  const m = Number(month);
  const d = Number(day);
  if (m < 1 || m > 12 || d < 1 || d > daysIn(y, m)) return undefined;
  return `${year}-${month}-${day}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
