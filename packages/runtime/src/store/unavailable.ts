/** PostgreSQL's codes for "not now": connection lost, shutting down, starting up, too many connections. */
const sqlStates = /^(08|57P0[1-5]|53300)/;
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);
/** Prisma's codes for a database that can't be reached, or a pool that has no connection to give. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);
/** What the driver says without any code. */
const messages =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|pool after calling end/i;

/** Whether an error of the store means that the database does not answer now, as opposed to a fault of ours. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if (isUnavailable(current)) return true;
    current = current.cause ?? Reflect.get(current, 'meta')?.driverAdapterError;
  }
  return false;
}

function isUnavailable(error: Error): boolean {
  const code = Reflect.get(error, 'code');
  if (typeof code === 'string') {
    if (sqlStates.test(code) || socketCodes.has(code) || prismaCodes.has(code)) return true;
  }
  // Both addresses of a host refused: the driver gives all of their errors at once.
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  return messages.test(error.message);
}
