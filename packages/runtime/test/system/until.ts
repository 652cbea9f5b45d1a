import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  /** Milliseconds after which the condition counts as never coming true; generous, for it is no measurement. */
  withinMs?: number;
  everyMs?: number;
  /** Says what the world looked like, when it never came true. */
  describe?: () => string;
}

/**
 * Asks again and again until the answer is something.
 * @param what the condition in words, for the error
 * @throws when the condition does not come true; what `probe` throws counts as "not yet"
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | false | undefined>,
  { withinMs = 45_000, everyMs = 40, describe = () => '' }: Patience = {},
): Promise<T> {
  const end = Date.now() + withinMs;
  let problem = '';
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== false && answer !== undefined) return answer;
      problem = '';
    } catch (error) {
      problem = error instanceof Error ? `: ${error.message}` : '';
    }
    if (Date.now() > end) throw new Error(`In vain waited for: ${what}${problem}\n${describe()}`);
    await pause(everyMs);
  }
}
