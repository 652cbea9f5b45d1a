import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMasterKey } from './master-key.ts';
import { SecretBox, SecretsError } from './secret-box.ts';

const erp = { connection: 'erp', environment: 'production' };
const masterKey = randomBytes(32);
const box = new SecretBox(masterKey);

/** The code of the error that opening throws. */
function codeOf(open: () => unknown): string | undefined {
  try {
    open();
    return undefined;
  } catch (error) {
    if (error instanceof SecretsError) return error.code;
    throw error;
  }
}

describe('sealed secrets', () => {
  it('open to what was sealed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), fc.string(), (secrets, a, b) => {
        const binding = { connection: a, environment: b };
        const expected: unknown = JSON.parse(JSON.stringify(secrets));
        expect(box.openSecrets(box.sealSecrets(secrets, binding), binding)).toEqual(expected);
      }),
    );
  });

  it('look different each time and hold nothing readable', () => {
    const secrets = { password: 'a very special password' };
    const [one, two] = [box.sealSecrets(secrets, erp), box.sealSecrets(secrets, erp)];
    expect(one.equals(two)).toBe(false);
    expect(one.includes('special')).toBe(false);
    expect(one.includes('password')).toBe(false);
  });

  it('do not open when any bit was changed, or any byte cut off', () => {
    const sealed = box.sealSecrets({ password: 'x' }, erp);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (index, bit) => {
        const changed = Buffer.from(sealed);
        changed.writeUInt8(changed.readUInt8(index) ^ (1 << bit), index);
        expect(codeOf(() => box.openSecrets(changed, erp))).toMatch(/^(damaged|unknown_key)$/);
        expect(codeOf(() => box.openSecrets(sealed.subarray(0, index), erp))).toBeDefined();
      }),
    );
  });

  it.each([
    ['another connection', { ...erp, connection: 'wms' }],
    ['another environment', { ...erp, environment: 'test' }],
    ['names shifted between the two', { connection: 'erpp', environment: 'roduction' }],
  ])('do not open as those of %s', (_case, binding) => {
    expect(codeOf(() => box.openSecrets(box.sealSecrets({ a: 1 }, erp), binding))).toBe('damaged');
  });

  it('say that the master key is another one', () => {
    const other = new SecretBox(randomBytes(32));
    expect(codeOf(() => other.openSecrets(box.sealSecrets({ a: 1 }, erp), erp))).toBe('unknown_key');
  });
});

describe('master key', () => {
  const key = Buffer.from(masterKey);

  it.each([
    ['hexadecimal digits', key.toString('hex')],
    ['capital hexadecimal digits', key.toString('hex').toUpperCase()],
    ['base64', key.toString('base64')],
    ['base64 for addresses', key.toString('base64url')],
    ['base64 with blanks around it', ` ${key.toString('base64')}\n`],
  ])('is read from %s', (_case, text) => {
    expect(parseMasterKey(text).equals(key)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a password', 'correct horse battery staple'],
    ['too few bytes', randomBytes(16).toString('base64')],
    ['too many bytes', randomBytes(33).toString('base64')],
    ['63 digits', key.toString('hex').slice(1)],
  ])('is not %s', (_case, text) => {
    expect(() => parseMasterKey(text)).toThrow(/CROSSDOCK_SECRET_KEY must be 32 bytes/);
  });
});
