/**
 * PostgreSQL's codes for "not now": connection lost, disk full or out of memory, shutting down, starting up, a standby
 * that is not yet the primary, disk errors.
 */
const sqlStates = /^(08|53|57P0[1-5]|25006|58030)/;
/** Its codes for transactions that were in each other's way. */
const conflictStates = /^(40001|40P01|55P03)/;
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);
/** Prisma's codes for a database that can't be reached, or a pool that has no connection to give. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
/** What the driver says without any code. */
const messages =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error|pool after calling end/i;
/** PostgreSQL's codes for texts with NUL characters, or with half of a character. */
const unstorableStates = new Set(['22021', '22P05']);

/** Whether an error of the store means that the database does not answer now, as opposed to a fault of ours. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return chainOf(error).some(
    (link) =>
      messages.test(link.message) ||
      codesOf(link).some((code) => sqlStates.test(code) || socketCodes.has(code) || prismaCodes.has(code)),
  );
}

/** Whether an error of the store means that others were faster: the same again may well go through. */
export function isDatabaseConflict(error: unknown): boolean {
  return chainOf(error).some((link) => codesOf(link).some((code) => conflictStates.test(code)));
}

/** Whether an error of the store means that a text was given which no text column can hold. */
export function isUnstorableText(error: unknown): boolean {
  const chain = chainOf(error);
  const codes = chain.flatMap(codesOf);
  // JSON of our own making can't be malformed otherwise.
  const halfInJson = codes.includes('22P02') && chain.some(({ message }) => message.includes('type json'));
  return halfInJson || codes.some((code) => unstorableStates.has(code));
}

const maxLinks = 20;

/** An error with all that caused it; Prisma wraps the driver's, and a host with two addresses gives two at once. */
function chainOf(error: unknown): Error[] {
  const found: Error[] = [];
  const open = [error];
  while (open.length > 0 && found.length < maxLinks) {
    const link = open.pop();
    if (isRecord(link)) open.push(link['cause'], link['meta'], link['driverAdapterError']);
    if (link instanceof AggregateError) open.push(...link.errors);
    if (link instanceof Error) found.push(link);
  }
  return found;
}

/** Prisma's adapter keeps the driver's code beside its own description of the error. */
function codesOf(error: Error): string[] {
  const described = Reflect.get(error, 'cause');
  const original = isRecord(described) ? described['originalCode'] : undefined;
  return [Reflect.get(error, 'code'), original].filter((code) => typeof code === 'string');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
