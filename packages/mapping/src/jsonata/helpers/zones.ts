import type { Definition } from '../builtin.ts';
import { LruCache } from '../cache.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import { formatMoment } from '../pictures/formatDateTime.ts';
import { parseIsoDateTime } from '../pictures/parseDateTime.ts';

const MINUTE = 60_000;

const clocks = new LruCache<Intl.DateTimeFormat>({ entries: 50 });

/** @throws ExpressionError D3207 when there is no such zone */
function clockOf(zone: string): Intl.DateTimeFormat {
  return clocks.get(zone, (timeZone) => {
    try {
      return new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw new ExpressionError('D3207', { value: zone });
    }
  });
}

/** Minutes that the clocks of a zone are ahead of UTC at a moment. */
function minutesAhead(millis: number, zone: string): number {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(millis)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return Math.round((shown - millis) / MINUTE);
}

function formatDate(frame: Frame, text: string, picture?: string, zone?: string): string | undefined {
  if (text.trim() === '' || picture === undefined) return undefined;
  frame.run.tick(20);
  const millis = parseIsoDateTime(text.trim());
  // A date without a time is the same day everywhere.
  const ahead = zone === undefined || !text.includes('T') ? 0 : minutesAhead(millis, zone);
  return formatMoment(frame.run, millis, picture, { hours: Math.trunc(ahead / 60), minutes: ahead % 60 });
}

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

function localToUtc(frame: Frame, text: string, zone?: string): string | undefined {
  if (text.trim() === '' || zone === undefined) return undefined;
  frame.run.tick(20);
  const millis = LOCAL.test(text.trim()) ? Date.parse(`${text.trim()}Z`) : NaN;
  if (Number.isNaN(millis)) throw new ExpressionError('D3201', { value: text, other: 'CCYY-MM-DDThh:mm:ss' });
  const guess = millis - minutesAhead(millis, zone) * MINUTE;
  // The clocks may have been changed between the guess and the moment itself.
  return new Date(millis - minutesAhead(guess, zone) * MINUTE).toISOString();
}

export const ZONE_HELPERS: readonly Definition[] = [
  {
    name: 'formatDate',
    signature: '<s-ss?:s>',
    parameters: ['date', 'picture', 'zone'],
    help: 'Writes an ISO 8601 date or time by a picture, as the clocks of a time zone show it. Without a zone it is UTC.',
    example:
      '$formatDate("2026-11-21T02:30:00Z", "[M01]/[D01]/[Y0001] [H01]:[m01]", "America/New_York") gives "11/20/2026 21:30"',
    implement: formatDate,
  },
  {
    name: 'localToUtc',
    signature: '<s-s:s>',
    parameters: ['time', 'zone'],
    help: 'The moment at which the clocks of a time zone show a date and time, as ISO 8601 in UTC.',
    example: '$localToUtc("2026-11-21T09:30:00", "Europe/Berlin") gives "2026-11-21T08:30:00.000Z"',
    implement: localToUtc,
  },
];
