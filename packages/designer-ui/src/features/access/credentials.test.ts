import { expect, it } from 'vitest';
import { emailError, newPasswordError, passwordHint, safeRedirect } from './credentials.ts';

it.each([
  [undefined, '/'],
  ['/runs?status=failed', '/runs?status=failed'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/login?redirect=/login', '/'],
  ['/setup', '/'],
])('after logging in, %s leads to %s', (target, expected) => {
  expect(safeRedirect(target)).toBe(expected);
});

it('asks for an address and a long enough password', () => {
  expect(emailError('')).toContain('Enter');
  expect(emailError('jana')).toContain('look like');
  expect(emailError(' jana@example.com ')).toBeUndefined();
  expect(newPasswordError('')).toContain('Choose');
  expect(newPasswordError('elevenchars')).toContain('12');
  expect(newPasswordError('twelve chars')).toBeUndefined();
});

it('says how many characters are missing', () => {
  expect(passwordHint('12345')).toBe('7 more to go.');
  expect(passwordHint('123456789012')).toBe('Long enough.');
});
