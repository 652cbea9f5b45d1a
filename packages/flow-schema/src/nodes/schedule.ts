import { Cron } from 'croner';
import Type from 'typebox';
import { mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

const cronAdvice = 'Write minute, hour, day, month and weekday, for example 0 6 * * 1-5 for weekdays at six.';

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
    const message = 'This schedule never fires: no such day is to come. Check day, month and year.';
    return job.nextRun() ? undefined : { path: 'config.cron', message };
  } catch (error) {
    // The library puts the name of its class before the reason, and sometimes a full stop behind it.
    const reason = (error as Error).message.replace(/^\w+: /, '').replace(/\.$/, '');
    return { path: 'config.cron', message: `This is not a cron expression: ${reason}. ${cronAdvice}` };
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
      cron: Type.String({
        minLength: 1,
        maxLength: 200,
        title: 'Cron',
        description: 'Minute, hour, day, month, weekday.',
      }),
      timeZone: Type.String({
        minLength: 1,
        maxLength: 60,
        title: 'Time zone',
        description: 'For example Europe/Berlin.',
      }),
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
