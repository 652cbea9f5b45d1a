import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redacted, redactText, secretValues } from './redact.ts';

describe('redact', () => {
  it.each([
    ['a header', { Authorization: 'Basic YTpi' }, { Authorization: redacted }],
    ['several values', { 'Set-Cookie': ['a=1', 'b=2'] }, { 'Set-Cookie': redacted }],
    [
      'any spelling',
      { 'X-API-Key': 'k', api_key: 'k', apiKey: 'k' },
      { 'X-API-Key': redacted, api_key: redacted, apiKey: redacted },
    ],
    ['deep inside', { a: [{ b: { client_secret: 's' } }] }, { a: [{ b: { client_secret: redacted } }] }],
    ['a number', { pwd: 1234 }, { pwd: redacted }],
    [
      'every kind of password',
      { newPassword: 'x', db_password: 'y' },
      { newPassword: redacted, db_password: redacted },
    ],
    ['named pairs', [{ name: 'Cookie', value: 'sid=1' }], [{ name: 'Cookie', value: redacted }]],
    ['a token in text', 'sent Bearer abcdefghijklmnopqrstuv.wx-yz=', `sent Bearer ${redacted}`],
    ['a password in a URL', 'at ftp://joe:pw@host/x', `at ftp://joe:${redacted}@host/x`],
    ['a key in a URL', 'GET /a?x=1&api_key=abc&y=2', `GET /a?x=1&api_key=${redacted}&y=2`],
  ])('takes out %s', (_name, value, expected) => {
    expect(redact(value)).toEqual(expected);
  });

  it.each([
    ['ordinary fields', { orderNumber: 'PO-1', total: 12.5, paid: true, note: null }],
    ['flags and missing values', { password: true, token: null, secret: '' }],
    ['a field that only sounds like it', { nextPageToken: 'abc', tokens: 3, cookieCount: 2 }],
    ['objects under such a name', { authorization: { amount: 5, approved: true } }],
    ['text that only looks like it', 'Bearer bonds, Basic materials, a?tokenless=1'],
    ['the empty values', [null, '', [], {}, 0, false]],
  ])('leaves %s', (_name, value) => {
    expect(redact(value)).toEqual(value);
  });

  it.each([
    ['in text', 'key is s3cr3t/+ ok', `key is ${redacted} ok`],
    ['URL-encoded', 'x=s3cr3t%2F%2B', `x=${redacted}`],
    ['in a form', 'x=s3cr3t%2F%2B+', `x=${redacted}+`],
    ['as base64', Buffer.from('s3cr3t/+').toString('base64').replaceAll('=', ''), redacted],
    ['as the name of a field', { 's3cr3t/+': 1 }, { [redacted]: 1 }],
  ])('takes out a given secret %s', (_name, value, expected) => {
    expect(redact(value, ['s3cr3t/+'])).toEqual(expected);
  });

  it.each([
    ['', ''],
    ['u:', ''],
    ['joe:', '\n'],
    ['acme:', ':more'],
  ])('takes out a given secret inside of base64: %j before, %j behind', (before, behind) => {
    const secret = 'correct hörse battery';
    const packed = Buffer.from(`${before}${secret}${behind}`).toString('base64');
    const shown = redactText(`Basic ${packed} it was`, [secret]);
    expect(shown).toMatch(/^Basic \S*\[redacted\]\S* it was$/);
    const rest = shown.slice(6, -7).replace(redacted, '');
    expect(rest.length).toBeLessThanOrEqual(packed.length - Math.floor((secret.length * 8) / 6));
  });

  it('replaces a very short secret only where it is all there is', () => {
    expect(redact(['abc', 'abcdef'], ['abc'])).toEqual([redacted, 'abcdef']);
  });

  it('takes the longer of two secrets that begin alike', () => {
    expect(redactText('secret-long', ['secret', 'secret-long'])).toBe(redacted);
  });

  it('bears a secret that is part of its own mark', () => {
    const once = redact('a redacted b', ['redacted']);
    expect(once).toBe(`a ${redacted} b`);
    expect(redact(once, ['redacted'])).toBe(once);
  });

  it.each([['a-'], ['://a:'], ['Bearer '], ['?token='], ['&sig=&']])(
    'comes to an end with very many %j',
    (part) => {
      const text = `${part.repeat(500_000)} @ = Bearer`;
      expect(redactText(redactText(text))).toBe(redactText(text));
    },
  );

  it('bears names that objects have already, and great depth', () => {
    const value = JSON.parse('{"__proto__": {"password": "x"}, "constructor": "y"}');
    expect(JSON.stringify(redact(value))).toBe(`{"__proto__":{"password":"${redacted}"},"constructor":"y"}`);
    let deep: unknown = 'bottom';
    for (let n = 0; n < 100_000; n += 1) deep = [deep];
    expect(JSON.stringify(redact(deep))).toContain(redacted);
  });
});

describe('properties', () => {
  // No brackets: the mark itself must not be able to complete a secret.
  const secret = fc.stringMatching(/^[\w+/=.:%"\\{} -]{4,40}$/).filter((text) => !redacted.includes(text));
  const around = (text: string) =>
    fc.tuple(fc.string(), fc.string()).map(([before, after]) => before + text + after);
  const documentWith = (text: string) =>
    fc
      .jsonValue()
      .chain((json) =>
        fc.tuple(fc.string(), around(text)).map(([name, value]) => ({ json, [name]: [value], last: text })),
      );

  it('no given secret is left anywhere', () => {
    const cases = secret.chain((text) => fc.tuple(fc.constant(text), documentWith(text)));
    fc.assert(
      fc.property(cases, ([text, document]) => {
        const found: string[] = [];
        collectStrings(redact(document, [text]), found);
        expect(found.filter((string) => string.includes(text))).toEqual([]);
      }),
    );
  });

  it('doing it twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(secret), (value, secrets) => {
        const once = redact(value, secrets);
        expect(redact(once, secrets)).toEqual(once);
      }),
    );
  });

  it('a document without secrets stays as it is, and the original always does', () => {
    const harmless = fc.jsonValue({ maxDepth: 4 }).filter((value) => !/["?&/:]|bearer/i.test(leaves(value)));
    fc.assert(
      fc.property(harmless, (value) => {
        const before = JSON.stringify(value);
        const copy = redact(value);
        expect(JSON.stringify(value)).toBe(before);
        expect(copy).toEqual(value);
      }),
    );
  });

  const leaves = (value: unknown): string => {
    const found: string[] = [];
    collectStrings(value, found);
    return found.join(' ');
  };
});

describe('secretValues', () => {
  it('finds all strings', () => {
    const secrets = { password: 'a', nested: { list: ['b', 1, null, ''] }, off: false };
    expect(secretValues(secrets)).toEqual(['a', 'b']);
    expect(secretValues(undefined)).toEqual([]);
  });
});

function collectStrings(value: unknown, found: string[]): void {
  if (typeof value === 'string') found.push(value);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    found.push(name);
    collectStrings(item, found);
  }
}
