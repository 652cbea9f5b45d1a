import { describe, expect, it } from 'vitest';
import { LruCache } from './cache.ts';

describe('a cache of computed values', () => {
  const cached = (limits: { entries: number; characters?: number }, keys: string): string => {
    const cache = new LruCache<string>(limits);
    const computed: string[] = [];
    for (const key of keys.split(' ')) {
      const value = cache.get(key, (text) => {
        computed.push(text);
        return text.toUpperCase();
      });
      expect(value).toBe(key.toUpperCase());
    }
    return computed.join(' ');
  };

  it.each([
    ['keeps what it has room for', { entries: 2 }, 'a b a b a', 'a b'],
    ['lets the least recently used go', { entries: 2 }, 'a b a c a b', 'a b c b'],
    [
      'counts the characters of its keys',
      { entries: 9, characters: 6 },
      'aaa bbb aaa cccc aaa bbb',
      'aaa bbb cccc aaa bbb',
    ],
    [
      'remembers one that is too large only while it is the last',
      { entries: 9, characters: 3 },
      'aaaa aaaa b aaaa',
      'aaaa b aaaa',
    ],
  ])('%s', (_name, limits, keys, computed) => {
    expect(cached(limits, keys)).toBe(computed);
  });

  it('counts entries as they are weighed', () => {
    const computed: string[] = [];
    const cache = new LruCache<string>({ entries: 9, characters: 6, weigh: (_key, value) => value.length });
    for (const key of 'a b a c a b'.split(' ')) {
      cache.get(key, (text) => {
        computed.push(text);
        return text.repeat(3);
      });
    }
    expect(computed.join(' ')).toBe('a b c b');
  });

  it('does not remember what throws', () => {
    const cache = new LruCache<number>({ entries: 2 });
    const fail = (): number => {
      throw new Error('not now');
    };
    expect(() => cache.get('a', fail)).toThrow('not now');
    expect(cache.get('a', () => 1)).toBe(1);
  });
});
