import ipaddr from 'ipaddr.js';
import { parseAddress, type Address } from './address.ts';

/** One entry of `CROSSDOCK_EGRESS_ALLOW`. Without a port it holds for every port. */
export type AllowEntry = { port?: number } & ({ host: string } | { network: [Address, number] });

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;

/**
 * Reads one entry: `10.0.0.0/8`, `127.0.0.1`, `127.0.0.1:4000`, `::1`, `[::1]:4000`, `erp.local`, `erp.local:8443`.
 * @throws Error with a plain message when it is none of these
 */
export function parseAllowEntry(text: string): AllowEntry {
  const { target, port } = splitPort(text);
  const withPort = port === undefined ? {} : { port };
  if (ipaddr.isValidCIDR(target)) return { network: parseNetwork(target), ...withPort };
  const address =
    /^[\d.]+$/.test(target) && !ipaddr.IPv4.isValidFourPartDecimal(target) ? undefined : parseAddress(target);
  if (address) return { network: [address, address.kind() === 'ipv4' ? 32 : 128], ...withPort };
  const host = target.toLowerCase().replace(/\.$/, '');
  if (hostName.test(host) && /[a-z_]/.test(host)) return { host, ...withPort };
  throw new Error(
    `CROSSDOCK_EGRESS_ALLOW: "${text}" is neither an address, a network such as 10.0.0.0/8, ` +
      'nor a host name (each with an optional :port).',
  );
}

function splitPort(text: string): { target: string; port?: number } {
  const match = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(text);
  if (!match?.[1]) return { target: text };
  const port = Number(match[2]);
  if (port < 1 || port > 65_535) throw new Error(`CROSSDOCK_EGRESS_ALLOW: "${text}" has no valid port.`);
  return { target: match[1], port };
}

/** `::ffff:127.0.0.0/104` and the like mean IPv4, because that is what gets dialled. */
function parseNetwork(text: string): [Address, number] {
  const [address, bits] = ipaddr.parseCIDR(text);
  const plain = ipaddr.process(address.toString());
  return plain.kind() === address.kind() ? [address, bits] : [plain, Math.max(0, bits - 96)];
}

/** Whether an entry names this host or holds this address. */
export function matchesEntry(
  entry: AllowEntry,
  target: { hostname: string; port: number; address: Address },
): boolean {
  if (entry.port !== undefined && entry.port !== target.port) return false;
  if ('host' in entry) return entry.host === target.hostname.toLowerCase().replace(/\.$/, '');
  const [network, bits] = entry.network;
  return network.kind() === target.address.kind() && target.address.match(network, bits);
}
