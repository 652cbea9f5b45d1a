import { Refusal } from '../refusal.ts';

/**
 * Gives what the work gives, unless that takes too long: nobody is left hanging on a database that does. What the work
 * comes to afterwards is not looked at any more.
 * @param ms how long it may take, in milliseconds
 * @throws Refusal 503, or what the work throws
 */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooLate()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const tooLate = (): Refusal =>
  new Refusal('unavailable', 'The database does not answer in time. Please send the message again shortly.', {
    retryAfterS: 5,
  });
