const exactFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const dayFormat = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const yearFormat = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', year: 'numeric' });
const clockFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const countFormat = new Intl.NumberFormat();

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Date and time to the second, as the viewer's locale writes them. */
export const exactTime = (iso: string): string => exactFormat.format(new Date(iso));

/** Time of the day to the second. */
export const clockTime = (iso: string): string => clockFormat.format(new Date(iso));

/** A number with the viewer's group separators. */
export const count = (value: number): string => countFormat.format(value);

/** "1 order", "12 orders". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** How long ago or ahead a moment is: "just now", "4 min ago", "in 20 s", and the date from a week on. */
export function relativeTime(iso: string, now: number): string {
  const moment = new Date(iso);
  const distance = moment.getTime() - now;
  const size = Math.abs(distance);
  if (size < 5 * second) return distance > 0 ? 'in a moment' : 'just now';
  if (size >= 7 * day) return sameYear(moment, now) ? dayFormat.format(moment) : yearFormat.format(moment);
  const text = roughly(size);
  return distance > 0 ? `in ${text}` : `${text} ago`;
}

function sameYear(moment: Date, now: number): boolean {
  return moment.getFullYear() === new Date(now).getFullYear();
}

function roughly(ms: number): string {
  if (ms < minute) return `${Math.round(ms / second)} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  if (ms < day) return `${Math.floor(ms / hour)} h`;
  const days = Math.floor(ms / day);
  return days === 1 ? '1 day' : `${days} days`;
}

/** A duration in at most two units: "820 ms", "1.2 s", "2 min 5 s", "3 h 20 min", "2 d 4 h". */
export function formatDuration(ms: number): string {
  if (ms < second) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 9950) return `${(ms / second).toFixed(1)} s`;
  if (ms < 59_500) return `${Math.round(ms / second)} s`;
  if (ms < hour) return twoUnits(ms, minute, 'min', second, 's');
  if (ms < day) return twoUnits(ms, hour, 'h', minute, 'min');
  return twoUnits(ms, day, 'd', hour, 'h');
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const whole = Math.round(ms / small) * small;
  const rest = Math.floor((whole % large) / small);
  const head = `${Math.floor(whole / large)} ${largeName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}

/** A countdown: "0:42", "12:05", "1:02:09"; never below zero. */
export function countdown(iso: string, now: number): string {
  const left = Math.max(0, Math.ceil((new Date(iso).getTime() - now) / second));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`;
}

/** A size as people say it: "820 B", "12 KB", "1.4 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
