import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Codes are told to people and stored: each one has its line in the README, and no line outlives its code. */
test('the codes in the README are the codes in the sources', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const table = readme.slice(readme.indexOf('| code | meaning |'), readme.indexOf('## Schemas'));
  const literal = codesIn(sources(), "'").filter((code) => !code.startsWith('x12.'));
  expect(codesIn(table, '`')).toEqual([...literal, ...ediCodes()].toSorted());
});

/** The codes that both standards of EDI have; the README lists them with the prefix of one. */
function ediCodes(): string[] {
  const list = readFileSync(`${folder}edi/codes.ts`, 'utf8');
  return Array.from(list.matchAll(/^ {2}\| '([a-zA-Z]+)'/gm), ([, code]) => `x12.${code ?? ''}`);
}

function sources(): string {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(folder + file, 'utf8'))
      .join('\n')
      // Both kinds of tables name their columns by the same code.
      .replaceAll(/`\$\{format\}\.([a-zA-Z]+)`/g, "'csv.$1' 'xlsx.$1'")
  );
}

function codesIn(text: string, quote: string): string[] {
  const pattern = new RegExp(
    `${quote}((?:document|format|options|json|csv|xml|fixed|xlsx|x12)\\.[a-z][A-Za-z]+)${quote}`,
    'g',
  );
  return [...new Set(Array.from(text.matchAll(pattern), ([, code]) => code ?? ''))].toSorted();
}
