import { describe, expect, it } from 'vitest';
import { egressPolicyFromEnv } from './policy.ts';

const check = (address: string, allow?: string, hostname = 'some.host', port = 443) =>
  egressPolicyFromEnv(allow).check({ hostname, port, address });

describe('without CROSSDOCK_EGRESS_ALLOW', () => {
  it.each([
    // Loopback, in every form an address can take once a socket dials it.
    ['127.0.0.1'],
    ['127.255.255.254'],
    ['::1'],
    ['0:0:0:0:0:0:0:1'],
    ['::ffff:127.0.0.1'],
    ['::ffff:7f00:1'],
    ['::127.0.0.1'],
    ['::ffff:0:127.0.0.1'],
    ['64:ff9b::127.0.0.1'],
    ['64:ff9b::7f00:1'],
    ['64:ff9b:1::127.0.0.1'],
    ['2002:7f00:1::'],
    ['2002:7f00:0001:1234::1'],
    ['2001:db8::5efe:127.0.0.1'],
    ['2001:db8::200:5efe:127.0.0.1'],
    // Link-local and metadata.
    ['169.254.169.254'],
    ['169.254.0.1'],
    ['fe80::1'],
    ['fe80::1%eth0'],
    ['febf::1'],
    ['::ffff:169.254.169.254'],
    ['64:ff9b::169.254.169.254'],
    ['2002:a9fe:a9fe::'],
    ['fd00:ec2::254'],
    ['fd00:0ec2:0:0:0:0:0:254'],
    ['fd20:ce::254'],
    ['100.100.100.200'],
    ['192.0.0.192'],
    ['168.63.129.16'],
    ['64:ff9b::168.63.129.16'],
    // Unspecified reaches this machine on many systems.
    ['0.0.0.0'],
    ['0.1.2.3'],
    ['::'],
    ['::ffff:0.0.0.0'],
    // To many at once.
    ['224.0.0.1'],
    ['239.255.255.250'],
    ['ff02::1'],
    ['255.255.255.255'],
    ['::ffff:255.255.255.255'],
    // The far end cannot be told.
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['100::1'],
    // No address at all.
    [''],
    ['localhost'],
    ['not-an-address'],
  ])('refuses %s', (address) => {
    expect(check(address)).toEqual({ allowed: false, reason: expect.stringContaining(address) });
  });

  it.each([
    ['10.0.0.5'],
    ['172.16.0.1'],
    ['172.31.255.254'],
    ['192.168.1.1'],
    ['100.64.0.1'],
    ['fd12:3456:789a::1'],
    ['::ffff:10.0.0.5'],
    ['64:ff9b::10.0.0.5'],
    ['2002:a00:5::'],
    ['93.184.216.34'],
    ['128.0.0.1'],
    ['126.255.255.255'],
    ['169.253.255.255'],
    ['169.255.0.1'],
    ['2606:2800:220:1:248:1893:25c8:1946'],
    ['fd00:ec2::253'],
  ])('lets %s through', (address) => {
    expect(check(address)).toEqual({ allowed: true });
  });
});

describe('CROSSDOCK_EGRESS_ALLOW', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['127.0.0.0/8', '127.9.9.9', true],
    ['127.0.0.0/8', '::1', false],
    ['127.0.0.0/8', '::ffff:127.0.0.1', true],
    ['127.0.0.1', '64:ff9b::127.0.0.1', true],
    ['::ffff:127.0.0.0/104', '127.0.0.1', true],
    ['::ffff:127.0.0.1', '127.0.0.1', true],
    ['::1', '::1', true],
    ['[::1]', '::1', true],
    ['[::1]:443', '::1', true],
    ['[::1]:80', '::1', false],
    ['fe80::/10', 'fe80::1', true],
    ['127.0.0.1:443', '127.0.0.1', true],
    ['127.0.0.1:4000', '127.0.0.1', false],
    ['127.0.0.0/8:443', '127.0.0.1', true],
    ['10.0.0.0/8', '127.0.0.1', false],
    ['some.host', '127.0.0.1', true],
    ['SOME.Host.', '127.0.0.1', true],
    ['some.host:443', '127.0.0.1', true],
    ['some.host:80', '127.0.0.1', false],
    ['host', '127.0.0.1', false],
    ['other.host', '127.0.0.1', false],
    [' other.host , , 127.0.0.1 ', '127.0.0.1', true],
    ['', '127.0.0.1', false],
  ])('%j and a call of some.host:443 at %s: %s', (allow, address, allowed) => {
    expect(check(address, allow).allowed).toBe(allowed);
  });

  it('takes further entries from the program', () => {
    const policy = egressPolicyFromEnv('10.0.0.1', ['127.0.0.1:4000']);
    expect(policy.check({ hostname: 'x', port: 4000, address: '127.0.0.1' }).allowed).toBe(true);
    expect(policy.check({ hostname: 'x', port: 4001, address: '127.0.0.1' }).allowed).toBe(false);
  });

  it.each([
    ['http://erp.local'],
    ['erp.local/path'],
    ['*.local'],
    ['10.0.0.0/33'],
    ['10.0.0'],
    ['999.1.1.1'],
    ['2130706433'],
    ['host:0'],
    ['host:70000'],
    ['-host'],
    ['a b'],
    ['user@host'],
  ])('does not take %j and says so', (entry) => {
    expect(() => egressPolicyFromEnv(`10.0.0.1,${entry}`)).toThrow(`CROSSDOCK_EGRESS_ALLOW: "${entry}"`);
  });
});
