import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addQuery, targetUrl } from './target.ts';

const base = 'https://erp.example.com/api';

describe('targetUrl', () => {
  it.each([
    [base, '/orders', 'https://erp.example.com/api/orders'],
    [base, 'orders', 'https://erp.example.com/api/orders'],
    [`${base}/`, '/orders', 'https://erp.example.com/api/orders'],
    [base, '', 'https://erp.example.com/api'],
    [base, '/', 'https://erp.example.com/api/'],
    [base, '?open=1', 'https://erp.example.com/api?open=1'],
    [base, '/orders?a=b&u=http://x/../y', 'https://erp.example.com/api/orders?a=b&u=http://x/../y'],
    [base, '/customers/a@b.example', 'https://erp.example.com/api/customers/a@b.example'],
    [base, '/orders:search', 'https://erp.example.com/api/orders:search'],
    [base, '/items/A%2F1', 'https://erp.example.com/api/items/A%2F1'],
    [base, '/items/größe 12', 'https://erp.example.com/api/items/gr%C3%B6%C3%9Fe%2012'],
    [base, '/a..b/c...', 'https://erp.example.com/api/a..b/c...'],
    [base, '/a//b', 'https://erp.example.com/api/a//b'],
    ['http://10.0.0.5:8080', '/x', 'http://10.0.0.5:8080/x'],
  ])('%s and %j', (baseUrl, path, expected) => {
    expect(targetUrl(baseUrl, path).href).toBe(expected);
  });

  it.each([
    ['https://evil.example/x', 'full address'],
    ['http:evil.example', 'full address'],
    ['javascript:alert(1)', 'full address'],
    ['@evil.example/x', 'full address'],
    ['user:pass@evil.example', 'full address'],
    ['//evil.example/x', 'single /'],
    ['///evil.example/x', 'single /'],
    ['/\\evil.example/x', 'backslash'],
    ['\\\\evil.example', 'backslash'],
    ['/../admin', '".."'],
    ['../admin', '".."'],
    ['/orders/..', '".."'],
    ['/orders/%2e%2E/admin', '".."'],
    ['/orders/.%2e/admin', '".."'],
    ['/.\t./admin', 'control character'],
    ['/\t/evil.example', 'control character'],
    ['/orders\r\nHost: evil', 'control character'],
    ['/orders\u0000', 'control character'],
    ['/orders#part', '%23'],
  ])('refuses the path %j', (path, message) => {
    expect(() => targetUrl(base, path)).toThrow(message);
    expect(() => targetUrl(base, path)).toThrow(
      expect.objectContaining({ code: 'invalid_path', outcome: 'not-sent' }),
    );
  });

  it.each([
    ['ftp://erp.example.com'],
    ['https://user:pass@erp.example.com'],
    ['https://erp.example.com/?x=1'],
    ['https://erp.example.com/#x'],
    ['erp.example.com'],
  ])('refuses the base address %j', (baseUrl) => {
    expect(() => targetUrl(baseUrl, '/x')).toThrow(expect.objectContaining({ code: 'invalid_connection' }));
  });

  it('never leaves the host or the base path, whatever the path', () => {
    const nasty = fc.array(
      fc.constantFrom(
        '/',
        '\\',
        '..',
        '.',
        '%2e',
        '%2F',
        '@',
        ':',
        '?',
        '#',
        'a',
        '\t',
        '\n',
        ' ',
        'http:',
        '[',
        ']',
        '。',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          nasty.map((parts) => parts.join('')),
        ),
        (path) => {
          let url: URL | undefined;
          try {
            url = targetUrl(base, path);
          } catch (error) {
            expect(error).toMatchObject({ code: 'invalid_path' });
          }
          if (!url) return;
          expect(url.origin).toBe('https://erp.example.com');
          expect(url.pathname).toMatch(/^\/api(\/|$)/);
          expect(url.username + url.password).toBe('');
        },
      ),
      { numRuns: 2000 },
    );
  });
});

it('addQuery repeats lists and leaves nothing out but null', () => {
  const url = new URL('https://erp.example.com/x?a=1');
  addQuery(url, {
    a: 'b c&d',
    list: [1, true, null, 'x'],
    none: null,
    missing: undefined,
    zero: 0,
    empty: '',
  });
  expect(url.search).toBe('?a=1&a=b+c%26d&list=1&list=true&list=x&zero=0&empty=');
  expect(() => addQuery(url, { deep: { x: 1 } })).toThrow('"deep"');
});
