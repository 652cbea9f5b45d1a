import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { patternSize } from './patternSize.ts';

describe('the size of a pattern told from its text', () => {
  it.each([
    'abc',
    'a{1000}',
    '(ab){200}c{3,50}',
    '((a{0,10}){0,10}){0,10}',
    '(?:a|(b{20,})){40}',
    '[a-z]{900}',
    '[^\\]{7}]{20}',
    '\\{100\\}',
    'x(\\d{2}-){100}',
  ])('%s is at least about what it is compiled to', (source) => {
    const compiled = RE2JS.compile(source).programSize();
    expect(patternSize(source)).toBeGreaterThan(compiled * 0.6);
    expect(patternSize(source)).toBeLessThan(compiled * 15 + 20);
  });

  it('counts properties as what they stand for', () => {
    expect(patternSize('\\p{L}')).toBeGreaterThan(patternSize('[a-z]'));
    expect(patternSize('[\\p{L}\\P{Lu}]')).toBeGreaterThan(2 * patternSize('\\p{L}'));
  });

  it('reads any text', () => {
    expect(patternSize(')){5}(((')).toBeGreaterThan(0);
    expect(patternSize('')).toBeLessThan(5);
  });
});
