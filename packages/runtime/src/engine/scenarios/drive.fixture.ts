import type { Advanced, Verdict } from '../ports.ts';
import { passUntilDue } from './runner.fixture.ts';
import type { World } from './world.fixture.ts';

export interface Drive {
  /** What came of each time a worker had the run. */
  ends: (Advanced | { kind: 'crashed' })[];
  last: Verdict;
}

/** Far more than any of these runs needs: one that comes here never ends. */
const mostTurns = 60;

/**
 * Lets workers take the run, one after the other, until it has ended: dead ones are replaced, waits are waited for,
 * and a person skips every step whose outcome is unknown.
 */
export async function driveToEnd(world: World): Promise<Drive> {
  const ends: Drive['ends'] = [];
  while (ends.length < mostTurns) {
    ends.push(await world.work());
    // What counts is what was written: a process may die just behind its verdict.
    const verdict = world.store.status === 'running' ? undefined : world.store.verdict;
    if (verdict?.kind === 'waiting') passUntilDue(world);
    else if (verdict?.kind === 'failed') {
      const unknown = verdict.exceptions.filter(({ error }) => error.code === 'unknown_outcome');
      if (unknown.length === 0) return { ends, last: verdict };
      world.store.resume(Object.fromEntries(unknown.map(({ nodeId }) => [nodeId, { output: 'checked' }])));
    } else if (verdict) return { ends, last: verdict };
  }
  throw new Error(`the run does not end: ${ends.map(({ kind }) => kind).join(' ')}`);
}
