import { describe, expect, it } from 'vitest';
import type { Advanced, Override, StepRecord } from '../ports.ts';
import { World, type WorldOptions } from './world.fixture.ts';

/**
 * What happens to the run: a worker takes it (`work`), time goes by until it is due and a worker takes it
 * (`wake`), a person resumes it and a worker takes it, or time goes by.
 */
export type Move = 'work' | 'wake' | { resume: Record<string, Override> } | { pass: number };

export interface Scenario extends WorldOptions {
  title: string;
  moves?: readonly Move[];
  /** What came of each time a worker had it. */
  ends: readonly string[];
  /** The steps as recorded in the end, by node and attempt. */
  steps: readonly string[];
  /** Calls by operation. */
  calls?: Readonly<Record<string, number>>;
  /** Number of checkpoints written. */
  commits?: number;
  /** Whatever else must hold. */
  also?: (world: World) => void;
}

/** One test for each scenario. */
export function playAll(title: string, scenarios: readonly Scenario[]): void {
  describe(title, () => {
    it.each(scenarios)('$title', async (scenario) => {
      await play(scenario);
    });
  });
}

async function play(scenario: Scenario): Promise<void> {
  const world = new World(scenario);
  const ends: string[] = [];
  for (const move of scenario.moves ?? ['work']) {
    if (typeof move === 'object' && 'pass' in move) {
      world.clock.pass(move.pass);
      continue;
    }
    if (move === 'wake') passUntilDue(world);
    if (typeof move === 'object') world.store.resume(move.resume);
    ends.push(endLine(await world.work()));
  }
  expect(ends).toEqual(scenario.ends);
  expect(stepLines(world)).toEqual([...scenario.steps].toSorted());
  for (const [operation, count] of Object.entries(scenario.calls ?? {}))
    expect([operation, world.connectors.callsOf(operation).length]).toEqual([operation, count]);
  if (scenario.commits !== undefined) expect(world.store.checkpoints).toHaveLength(scenario.commits);
  expect(world.clock.pending, 'timers left behind').toBe(0);
  scenario.also?.(world);
}

export function passUntilDue({ store, clock }: World): void {
  if (store.verdict?.kind !== 'waiting') throw new Error(`the run does not wait, it is ${store.status}`);
  clock.pass(store.verdict.wakeAt.getTime() - clock.now());
}

/** For example `book#2 failed timeout`, `size#1 succeeded large`, `erp#1 failed http_503 retry`. */
export function stepLines({ store }: World): string[] {
  return store.steps.map(stepLine).toSorted();
}

const stepLine = ({ nodeId, attempt, status, error, ports, origin, retryAt }: StepRecord): string =>
  [
    `${nodeId}#${attempt}`,
    status,
    ...(error ? [error.code] : []),
    ...ports,
    ...(origin ? [`(${origin})`] : []),
    ...(retryAt ? ['retry'] : []),
  ].join(' ');

export function endLine(end: Advanced | { kind: 'crashed' }): string {
  switch (end.kind) {
    case 'succeeded':
      return `succeeded ${JSON.stringify(end.output) ?? ''}`.trim();
    case 'failed': {
      const exceptions = end.exceptions.map(
        ({ nodeId, error, desk, stepAttempts }) => `${nodeId}#${stepAttempts} ${error.code} at ${desk}`,
      );
      return `failed: ${exceptions.join(', ')}`;
    }
    case 'waiting':
      return `waiting: ${end.waitingFor.message}`;
    case 'cancelled':
      return `cancelled by ${end.by}`;
    default:
      return end.kind;
  }
}
