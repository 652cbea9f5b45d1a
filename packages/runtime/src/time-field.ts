import { invalidFields } from './refusal.ts';

/**
 * Reads a timestamp of a query or body that its schema has let through: leap seconds and the year 0 are
 * timestamps too, but no times that can be stored.
 * @param path of the field, for the message
 * @throws Refusal `invalid_fields`
 */
export function timeOf(path: string, text: string): Date {
  const time = new Date(text);
  if (!(time.getUTCFullYear() >= 1))
    throw invalidFields([{ path, message: 'is not a time on the calendar' }]);
  return time;
}
