import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import codes from '../../../guides/x12/codes.json' with { type: 'json' };
import segments from '../../../guides/x12/004010/segments.json' with { type: 'json' };
import { compileGuide } from './compile-guide.ts';
import type { CompiledField, CompiledLoop } from './compile-guide.ts';
import type { Guide, GuideElement } from './guide.ts';
import { findGuide, guideIds } from './guides.ts';

const name = /^[a-z][A-Za-z0-9]*$/;

test.each(guideIds)('the guide %s compiles, and its file stands where its name says', (id) => {
  const [version = '', transaction = ''] = id.split('/');
  const url = new URL(`../../../guides/x12/${version}/${transaction}.json`, import.meta.url);
  const guide = JSON.parse(readFileSync(url, 'utf8')) as Guide;
  expect(guide).toMatchObject({ version, transaction });
  expect(findGuide(transaction, version)?.guide).toEqual(guide);
});

test.each(guideIds)('names in %s are in camelCase and never meet', (id) => {
  const [version = '', transaction = ''] = id.split('/');
  const guide = findGuide(transaction, version);
  expect(guide).toBeDefined();
  if (guide !== undefined) checkLoop(guide.root, []);
});

test('a guide that names what there is not is refused', () => {
  const guide = (content: Guide['content']): Guide => ({
    version: '004010',
    transaction: '850',
    title: '',
    functionalId: 'PO',
    content,
  });
  const compile = (content: Guide['content']) => () => compileGuide(guide(content), segments, codes);
  expect(compile([{ segment: 'BEG', as: 'beginning' }])).not.toThrow();
  expect(compile([{ segment: 'QQQ', as: 'x' }])).toThrow('QQQ is not in the dictionary');
  expect(compile([{ segment: 'BEG' }])).toThrow('either "as" or "merge"');
  expect(compile([{ as: 'x' }])).toThrow('needs a segment or a loop');
  expect(
    compile([
      { segment: 'BEG', as: 'a' },
      { segment: 'BEG', as: 'b' },
    ]),
  ).toThrow('twice');
});

test('every code list is used, and no code or meaning is empty', () => {
  const used = new Set(
    Object.values(segments.segments).flatMap(({ elements }) => elements.flatMap(codeListsOf)),
  );
  expect([...used].toSorted()).toEqual(Object.keys(codes).toSorted());
  for (const list of Object.values(codes)) {
    for (const [code, meaning] of Object.entries(list)) expect([code, meaning]).not.toContain('');
  }
});

function codeListsOf(element: GuideElement): string[] {
  const nested = [...(element.components ?? []), ...(element.elements ?? [])];
  return [...(element.codes === undefined ? [] : [element.codes]), ...nested.flatMap(codeListsOf)];
}

/** The names in the object of a loop: its own elements, what is merged into it, and its parts. */
function checkLoop(loop: CompiledLoop, own: readonly CompiledField[]): void {
  const names = own.flatMap(namesOf);
  for (const entry of loop.entries.values()) {
    const fields = entry.fields.flatMap(namesOf);
    for (const each of [...fields, ...entry.path]) expect(each).toMatch(name);
    if (entry.merge) names.push(...new Set(fields));
    else if (entry.path.length === 1) names.push(entry.path.join('.'));
    if (entry.loop !== undefined) checkLoop(entry.loop, entry.fields);
    else if (!entry.merge) expectDistinct(fields.filter((field) => field !== 'additionalNames'));
  }
  expectDistinct(names);
}

function namesOf(field: CompiledField): string[] {
  return field.kind === 'composite' ? field.components.flatMap(namesOf) : [field.name];
}

function expectDistinct(names: readonly string[]): void {
  expect([...names].toSorted()).toEqual([...new Set(names)].toSorted());
}
