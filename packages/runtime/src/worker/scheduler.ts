import type { FlowDefinition } from '@crossdock/flow-schema';
import type { Logger } from 'pino';
import type { StartRun } from '../runs/start-run.ts';
import type { DueSchedule } from '../store/schedules.ts';
import { ticksToRun, type ScheduleConfig } from './ticks.ts';

export interface SchedulerServices {
  dueSchedules(now: Date): Promise<DueSchedule[]>;
  moveSchedule(due: DueSchedule, next: Date | null): Promise<void>;
  definitionOf(flowId: string, version: number): Promise<FlowDefinition>;
  startRun: StartRun;
  log: Logger;
}

const lookEveryMs = 1_000;

/** Starts runs of deployed schedules: once per tick over any number of servers, which all look. */
export function startScheduler(services: SchedulerServices): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    try {
      for (const due of await services.dueSchedules(new Date())) {
        await startDue(services, due).catch((error: unknown) =>
          services.log.error({ err: error, flowId: due.flowId }, 'schedule could not be started'),
        );
      }
    } catch (error) {
      services.log.warn({ err: error }, 'scheduler could not look');
    }
    if (!stopped) timer = setTimeout(begin, lookEveryMs).unref();
  };
  const begin = (): void => {
    current = look();
  };

  begin();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

async function startDue(services: SchedulerServices, due: DueSchedule): Promise<void> {
  const definition = await services.definitionOf(due.flowId, due.version);
  const trigger = definition.nodes.find(({ type }) => type === 'schedule');
  // The deployment was changed to a version without a schedule just now.
  if (!trigger) return services.moveSchedule(due, null);
  // Published versions are validated: the config has the shape of its kind.
  const ticks = ticksToRun(trigger.config as unknown as ScheduleConfig, due.nextTickAt, new Date());
  for (const tick of ticks.run) await startTick(services, due, definition, tick);
  await services.moveSchedule(due, ticks.next ?? null);
}

async function startTick(
  { startRun }: SchedulerServices,
  { flowId, environment, version }: DueSchedule,
  definition: FlowDefinition,
  tick: Date,
): Promise<void> {
  const trigger = { body: { scheduledAt: tick.toISOString() }, receivedAt: new Date().toISOString() };
  await startRun({ flowId, version, environment, definition, tick, trigger });
}
