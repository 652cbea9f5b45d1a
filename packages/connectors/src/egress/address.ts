import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Addresses at which clouds hand out the machine's own credentials and that no special range covers.
 * AWS (IPv6), Alibaba, Oracle, Azure's host agent and Google (IPv6); the usual 169.254.169.254 is link-local.
 */
const metadataAddresses = [
  'fd00:ec2::254',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
  'fd20:ce::254',
].map((text) => ipaddr.parse(text).toNormalizedString());

/** Ranges that are refused, by the library's name, with what a person calls them. */
const refusedRanges: Partial<Record<string, string>> = {
  loopback: 'this machine itself (loopback)',
  linkLocal: 'a link-local address, where clouds keep machine credentials',
  unspecified: 'the unspecified address',
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
  // Tunnels and translators whose far end cannot be told from the address.
  teredo: 'a Teredo tunnel',
  discard: 'a discard-only address',
};

/** Networks in which an IPv6 address carries an IPv4 address, and the byte at which it starts. */
const embeddings: { range: [ipaddr.IPv6, number]; offset: number }[] = [
  { range: ipaddr.IPv6.parseCIDR('::/96'), offset: 12 }, // IPv4-compatible, RFC 4291
  { range: ipaddr.IPv6.parseCIDR('::ffff:0:0:0/96'), offset: 12 }, // IPv4-translated, RFC 2765
  { range: ipaddr.IPv6.parseCIDR('64:ff9b::/96'), offset: 12 }, // NAT64, RFC 6052
  { range: ipaddr.IPv6.parseCIDR('64:ff9b:1::/48'), offset: 12 }, // local NAT64, RFC 8215, as /96
  { range: ipaddr.IPv6.parseCIDR('2002::/16'), offset: 2 }, // 6to4, RFC 3056
];

/** Reads an address; IPv4-mapped IPv6 becomes the IPv4 that is dialled. Undefined where it is none. */
export function parseAddress(text: string): Address | undefined {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : undefined;
}

/** The address and every IPv4 address that a translator or tunnel would take out of it. */
export function reachedAddresses(address: Address): Address[] {
  if (address.kind() === 'ipv4') return [address];
  const v6 = ipaddr.IPv6.parse(address.toNormalizedString());
  const bytes = v6.toByteArray();
  const found = embeddings
    .filter(({ range }) => v6.match(range))
    .map(({ offset }) => new ipaddr.IPv4(bytes.slice(offset, offset + 4)));
  return [address, ...found, ...isatap(bytes)];
}

/** RFC 5214: an interface identifier of 5efe with the IPv4 address behind it. */
function isatap(bytes: number[]): ipaddr.IPv4[] {
  const marked = (bytes[8] ?? 0) % 2 === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
  return marked ? [new ipaddr.IPv4(bytes.slice(12, 16))] : [];
}

/** Why this one address may not be called, in words; undefined where it may. */
export function refusal(address: Address): string | undefined {
  if (metadataAddresses.includes(address.toNormalizedString())) return 'a cloud metadata address';
  return refusedRanges[address.range()];
}
