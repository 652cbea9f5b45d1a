import { expect, it } from 'vitest';
import { countdown, formatBytes, formatDuration, plural, relativeTime } from './format.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const at = (ms: number) => new Date(now + ms).toISOString();
const [s, min, h, d] = [1000, 60_000, 3_600_000, 86_400_000];

it.each([
  [-1 * s, 'just now'],
  [2 * s, 'in a moment'],
  [-42 * s, '42 s ago'],
  [20 * s, 'in 20 s'],
  [-61 * s, '1 min ago'],
  [-59 * min, '59 min ago'],
  [-3 * h, '3 h ago'],
  [-1 * d, '1 day ago'],
  [-6 * d, '6 days ago'],
])('says of %i ms: %s', (distance, text) => {
  expect(relativeTime(at(distance), now)).toBe(text);
});

it('writes a date from a week on, with the year when it is another', () => {
  expect(relativeTime(at(-8 * d), now)).not.toContain('2026');
  expect(relativeTime(at(-400 * d), now)).toContain('2025');
});

it.each([
  [0, '0 ms'],
  [820, '820 ms'],
  [999.4, '999 ms'],
  [1234, '1.2 s'],
  [9949, '9.9 s'],
  [9950, '10 s'],
  [59_499, '59 s'],
  [59_500, '1 min'],
  [125_000, '2 min 5 s'],
  [59 * min + 59_800, '60 min'],
  [2 * h + 20 * min, '2 h 20 min'],
  [52 * h, '2 d 4 h'],
  [-5, '0 ms'],
])('writes %d ms as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

it.each([
  [42 * s, '0:42'],
  [725 * s, '12:05'],
  [3729 * s, '1:02:09'],
  [-5 * s, '0:00'],
  [1, '0:01'],
])('counts down %i ms as %s', (left, text) => {
  expect(countdown(at(left), now)).toBe(text);
});

it.each([
  [820, '820 B'],
  [12_300, '12 KB'],
  [1_440_000, '1.4 MB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it('counts in words', () => {
  expect([plural(1, 'run'), plural(2, 'run'), plural(0, 'entry', 'entries')]).toEqual([
    '1 run',
    '2 runs',
    '0 entries',
  ]);
});
