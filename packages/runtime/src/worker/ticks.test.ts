import { describe, expect, it } from 'vitest';
import { nextTick, ticksToRun, type ScheduleConfig } from './ticks.ts';

const hourly = (missed: ScheduleConfig['missed']): ScheduleConfig => ({
  cron: '0 * * * *',
  timeZone: 'UTC',
  missed,
});

const cases = [
  { name: 'on time', missed: 'skip', due: '06:00:00', now: '06:00:01', run: ['06:00'], next: '07:00' },
  { name: 'missed, skipped', missed: 'skip', due: '06:00:00', now: '09:30:00', run: [], next: '10:00' },
  {
    name: 'missed, the last one is punctual',
    missed: 'skip',
    due: '06:00:00',
    now: '09:00:30',
    run: ['09:00'],
    next: '10:00',
  },
  {
    name: 'missed, made up for once',
    missed: 'once',
    due: '06:00:00',
    now: '09:30:00',
    run: ['09:00'],
    next: '10:00',
  },
  {
    name: 'missed, all made up for',
    missed: 'all',
    due: '06:00:00',
    now: '08:30:00',
    run: ['06:00', '07:00', '08:00'],
    next: '09:00',
  },
] as const;

const at = (time: string) => new Date(`2026-03-02T${time.length === 5 ? `${time}:00` : time}Z`);

describe('ticks of a schedule', () => {
  it.each(cases)('$name', ({ missed, due, now, run, next }) => {
    expect(ticksToRun(hourly(missed), at(due), at(now))).toEqual({ run: run.map(at), next: at(next) });
  });

  it('is capped, and goes on from now', () => {
    const everySecond: ScheduleConfig = { cron: '* * * * * *', timeZone: 'UTC', missed: 'all' };
    const ticks = ticksToRun(everySecond, at('00:00:00'), at('12:00:00'));
    expect(ticks.run).toHaveLength(1_000);
    expect(ticks.next).toEqual(at('12:00:01'));
  });

  it('follows the time zone over a change of the clocks', () => {
    const sixInBerlin: ScheduleConfig = { cron: '0 6 * * *', timeZone: 'Europe/Berlin', missed: 'once' };
    expect(nextTick(sixInBerlin, new Date('2026-03-28T06:00:00Z'))).toEqual(new Date('2026-03-29T04:00:00Z'));
  });
});
