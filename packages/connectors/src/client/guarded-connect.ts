import { lookup as systemLookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { parseAddress } from '../egress/address.ts';
import type { EgressPolicy } from '../egress/policy.ts';

/** Thrown when no connection came about, so that nothing was sent. */
export class ConnectFailure extends Error {
  constructor(cause: unknown) {
    super('no connection', { cause });
    this.name = 'ConnectFailure';
  }
}

/** Thrown when the policy refuses the address. */
export class EgressDenied extends Error {
  constructor(hostname: string, reason: string) {
    super(`${hostname}: ${reason}`);
    this.name = 'EgressDenied';
  }
}

/** Resolves a name to all of its addresses. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface ConnectOptions {
  timeoutMs: number;
  resolve?: Resolve;
}

/**
 * Opens connections of one origin. Names are checked where the socket resolves them, on the very addresses
 * that it then dials: a second answer of a name server cannot lead elsewhere. Literal addresses never
 * reach that place and are checked before, and what is connected in the end is checked once more.
 */
export function guardedConnect(
  policy: EgressPolicy,
  origin: URL,
  options: ConnectOptions,
): buildConnector.connector {
  const port = Number(origin.port) || (origin.protocol === 'https:' ? 443 : 80);
  const hostname = origin.hostname;
  const deny = (address: string): EgressDenied | undefined => {
    const verdict = policy.check({ hostname, port, address });
    return verdict.allowed ? undefined : new EgressDenied(hostname, verdict.reason);
  };
  const dial = buildConnector({
    timeout: options.timeoutMs,
    lookup: guardedLookup(deny, options.resolve ?? systemLookup),
  });

  return (target, callback) => {
    const fail = (error: unknown) => callback(new ConnectFailure(error), null);
    const denied = parseAddress(hostname) && deny(hostname);
    if (denied) return fail(denied);
    dial(target, (error, socket) => {
      if (error || !socket) return fail(error);
      const late = deny(socket.remoteAddress ?? '');
      if (!late) return callback(null, socket);
      socket.destroy();
      fail(late);
    });
  };
}

/** A `lookup` for sockets that leaves out what the policy refuses, and fails when nothing is left. */
function guardedLookup(deny: (address: string) => Error | undefined, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const usable = addresses.filter(({ address }) => !deny(address));
      const [first] = usable;
      if (!first) {
        const denied = addresses[0] && deny(addresses[0].address);
        return callback(denied ?? new Error(`${hostname} has no address`), []);
      }
      if (options.all) callback(null, usable);
      else callback(null, first.address, first.family);
    });
  };
}
