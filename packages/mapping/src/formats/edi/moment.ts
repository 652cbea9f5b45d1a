/** The time for envelopes that have none of their own, in UTC. */
export interface Moment {
  /** YYYYMMDD */
  date: string;
  /** HHMM */
  time: string;
}

/** @param timestamp ISO 8601; now when left out */
export function momentOf(timestamp: string | undefined): Moment {
  const iso = (timestamp === undefined ? new Date() : new Date(timestamp)).toISOString();
  return { date: iso.slice(0, 10).replaceAll('-', ''), time: iso.slice(11, 16).replace(':', '') };
}

/** A value of an envelope as text. */
export function textOr(value: string | number | undefined, fallback: string): string {
  return value === undefined || value === '' ? fallback : String(value);
}

/** Line breaks by the option that asks for them; undefined: as given. */
export const lineBreaks: Readonly<Record<string, string>> = { none: '', lf: '\n', crlf: '\r\n' };
