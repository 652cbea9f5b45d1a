import { invalidFields } from './refusal.ts';

/**
 * Reads a timestamp of a query or body that its schema has let through: leap seconds are timestamps too, but no time
 * that can be stored.
 * @param path of the field, for the message
 * @throws Refusal `invalid_fields`
 */
export function timeOf(path: string, text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw invalidFields([{ path, message: 'is not a time on the calendar' }]);
  return time;
}
