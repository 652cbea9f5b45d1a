import { Cron } from 'croner';
import Type from 'typebox';
import { mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

/** Why a cron expression or zone can't be used, or undefined if it can. */
function scheduleProblem(cron: string, timeZone: string): { path: string; message: string } | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    return {
      path: 'config.timeZone',
      message: `"${timeZone}" is not a time zone; use a name such as Europe/Berlin.`,
    };
  }
  try {
    const job = new Cron(cron, { timezone: timeZone, paused: true });
    return job.nextRun() ? undefined : { path: 'config.cron', message: 'This schedule never fires.' };
  } catch (error) {
    return { path: 'config.cron', message: `Not a cron expression: ${(error as Error).message}` };
  }
}

export const schedule = defineKind({
  group: 'trigger',
  label: 'Schedule',
  summary: 'Starts at fixed times, such as every weekday at six.',
  icon: 'Clock',
  hasInput: false,
  canFail: false,
  config: Type.Object(
    {
      cron: Type.String({ minLength: 1, title: 'Cron', description: 'Minute, hour, day, month, weekday.' }),
      timeZone: Type.String({ minLength: 1, title: 'Time zone', description: 'For example Europe/Berlin.' }),
      missed: Type.Enum(['skip', 'once', 'all'], {
        title: 'After downtime',
        description: 'What happens to ticks that were missed: none, one run, or a run for each.',
      }),
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'tick' }],
  defaults: { cron: '0 6 * * 1-5', timeZone: 'UTC', missed: 'once' },
  errors: (config) => {
    const problem = scheduleProblem(config.cron, config.timeZone);
    return problem ? [{ ...problem, rule: 'schedule' }] : [];
  },
});
