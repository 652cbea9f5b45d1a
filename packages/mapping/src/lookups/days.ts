const dayMs = 86_400_000;
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})/;

/** The first moment of a day (`2026-11-21`, UTC) in milliseconds since 1970; undefined if there is no such day. */
export function startOfDay(text: string): number | undefined {
  const [whole, year, month, day] = dayPattern.exec(text) ?? [];
  if (whole === undefined || whole !== text) return undefined;
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = moment.getUTCMonth() === Number(month) - 1 && moment.getUTCDate() === Number(day);
  return exists ? moment.getTime() : undefined;
}

/** The moment after a day. */
export function endOfDay(text: string): number | undefined {
  const start = startOfDay(text);
  return start === undefined ? undefined : start + dayMs;
}

/** A day, a moment in ISO 8601, or milliseconds since 1970; undefined for anything else. */
export function momentOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const day = startOfDay(text.slice(0, 10));
  if (day === undefined || text.length === 10) return day;
  const moment = /^.{10}[T ]\d{2}:\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}
