import { Cron } from 'croner';

export interface ScheduleConfig {
  cron: string;
  timeZone: string;
  missed: 'skip' | 'once' | 'all';
}

/** A tick this much late still counts as on time, in milliseconds. */
const punctualMs = 60_000;
/** Missed ticks that are made up for at the most; a schedule of every second may not flood a server that was down. */
const mostMissed = 1_000;

/** The first tick after `from`, or undefined if the schedule never fires again. */
export function nextTick({ cron, timeZone }: ScheduleConfig, from: Date): Date | undefined {
  return new Cron(cron, { timezone: timeZone, paused: true }).nextRun(from) ?? undefined;
}

export interface TicksToRun {
  /** Ticks to start a run for, oldest first. */
  run: Date[];
  /** The next one to wait for; undefined: never again. */
  next: Date | undefined;
}

/**
 * Which ticks to run now, by the policy for missed ones: those that came while no server was up.
 * @param due the tick that is waited for; not after `now`
 */
export function ticksToRun(config: ScheduleConfig, due: Date, now: Date): TicksToRun {
  const ticks: Date[] = [];
  let tick: Date | undefined = due;
  while (tick && tick <= now && ticks.length < mostMissed) {
    ticks.push(tick);
    tick = nextTick(config, tick);
  }
  const next = tick && tick <= now ? nextTick(config, now) : tick;
  return { run: choose(config.missed, ticks, now), next };
}

function choose(missed: ScheduleConfig['missed'], ticks: readonly Date[], now: Date): Date[] {
  if (missed === 'all') return [...ticks];
  const latest = ticks.slice(-1);
  if (missed === 'once') return latest;
  return latest.filter((tick) => now.getTime() - tick.getTime() <= punctualMs);
}
