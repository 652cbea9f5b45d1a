import { parseAddress, reachedAddresses, refusal } from './address.ts';
import { matchesEntry, parseAllowEntry } from './allow-list.ts';

/** A connection about to be opened. */
export interface EgressTarget {
  /** As in the URL; decides for entries that are host names. */
  hostname: string;
  port: number;
  /** The IP address that is dialled. */
  address: string;
}

export type EgressVerdict = { allowed: true } | { allowed: false; reason: string };

/** Says whether an address may be called. */
export interface EgressPolicy {
  check(target: EgressTarget): EgressVerdict;
}

/**
 * The policy of this installation: private networks may be called; loopback, link-local, metadata,
 * unspecified, multicast and broadcast addresses only where listed.
 * @param value of `CROSSDOCK_EGRESS_ALLOW`: addresses, networks and host names, comma separated
 * @param extra entries of the same form, for example the demo's own services
 * @throws Error with a plain message when an entry cannot be read
 */
export function egressPolicyFromEnv(value: string | undefined, extra: string[] = []): EgressPolicy {
  const entries = [...(value ?? '').split(','), ...extra]
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map(parseAllowEntry);

  return {
    check({ hostname, port, address }) {
      const dialled = parseAddress(address);
      if (!dialled) return { allowed: false, reason: `"${address}" is not an IP address` };
      const allowed = (candidate: typeof dialled) =>
        entries.some((entry) => matchesEntry(entry, { hostname, port, address: candidate }));
      if (allowed(dialled)) return { allowed: true };
      for (const candidate of reachedAddresses(dialled)) {
        const reason = allowed(candidate) ? undefined : refusal(candidate);
        if (reason) return { allowed: false, reason: `${address} is ${reason}` };
      }
      return { allowed: true };
    },
  };
}
