import type { Definition } from '../builtin.ts';
import { formatDateTime } from '../pictures/formatDateTime.ts';
import { parseDateTime, parseIsoDateTime } from '../pictures/parseDateTime.ts';

export const DATE_FUNCTIONS: readonly Definition[] = [
  {
    name: 'now',
    signature: '<s?s?:s>',
    parameters: ['picture', 'timezone'],
    takesNothing: true,
    help: 'The time of this evaluation as text: ISO 8601, or by a picture. The same throughout a run.',
    example: '$now("[Y0001]-[M01]-[D01]") gives "2026-11-21"',
    implement: (frame, picture?: string, timezone?: string) =>
      formatDateTime(frame.run, frame.run.now, picture, timezone),
  },
  {
    name: 'millis',
    signature: '<:n>',
    parameters: [],
    takesNothing: true,
    help: 'The time of this evaluation in milliseconds since 1970. The same throughout a run.',
    example: '$millis() gives 1795219200000',
    implement: (frame) => frame.run.now,
  },
  {
    name: 'fromMillis',
    signature: '<n-s?s?:s>',
    parameters: ['millis', 'picture', 'timezone'],
    help: 'Writes a time given in milliseconds since 1970: as ISO 8601, or by a picture.',
    example: '$fromMillis(0, "[D01].[M01].[Y0001]") gives "01.01.1970"',
    implement: (frame, millis: number, picture?: string, timezone?: string) =>
      formatDateTime(frame.run, millis, picture, timezone),
  },
  {
    name: 'toMillis',
    signature: '<s-s?:n>',
    parameters: ['text', 'picture'],
    help: 'Reads a time, ISO 8601 or by a picture, as milliseconds since 1970.',
    example: '$toMillis("2026-11-21") gives 1795219200000',
    implement: (frame, text: string, picture?: string) =>
      picture === undefined ? parseIsoDateTime(text) : parseDateTime(frame.run, text, picture),
  },
];
