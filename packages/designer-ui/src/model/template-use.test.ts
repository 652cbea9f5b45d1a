import { applyOverlay, type OverlayChange } from '@crossdock/mapping';
import { describe, expect, it } from 'vitest';
import { editedSince, inWords, templateUseOf } from './template-use.ts';

const change: OverlayChange = {
  path: 'seller',
  kind: 'constant',
  value: { name: 'Harbor' },
  note: 'Always us.',
};

describe('the template of a map', () => {
  it('is read with its changes; those that are none are counted', () => {
    const entries = [
      change,
      { path: 'x', kind: 'twist' },
      { kind: 'remove' },
      { path: 'y', kind: 'add' },
      { path: 'z', kind: 'lookup', table: 'units' },
      { path: 'a', kind: 'constructor' },
      'remove',
    ];
    const template = { id: 'x12-850-to-order', version: 2, overlay: { changes: entries } };
    expect(templateUseOf({ expression: '$', template })).toEqual({
      id: 'x12-850-to-order',
      version: 2,
      changes: [change],
      unread: 6,
    });
  });

  it.each([undefined, 'order', {}, { id: 'a' }, { id: 'a', version: '1' }])('is none in %j', (template) => {
    expect(templateUseOf({ template })).toBeUndefined();
  });

  it('may stand without an overlay', () => {
    expect(templateUseOf({ template: { id: 'a', version: 1 } })).toMatchObject({ changes: [], unread: 0 });
  });
});

describe('changes in words', () => {
  it.each<[OverlayChange, object]>([
    [
      change,
      { path: 'seller', action: 'Always the same', detail: '{\n  "name": "Harbor"\n}', note: 'Always us.' },
    ],
    [
      { path: 'a', kind: 'lookup', table: 'units', key: 'unit', default: '"EA"' },
      { path: 'a', action: 'Looked up', detail: 'unit in table “units”, otherwise "EA"' },
    ],
    [
      { path: 'a', kind: 'remove', base: 'x' },
      { path: 'a', action: 'Left out', before: 'x' },
    ],
    [
      { path: '', kind: 'expression', expression: '$' },
      { path: 'The whole document', action: 'Made otherwise', detail: '$' },
    ],
    [
      { path: 'b', kind: 'add', expression: '1' },
      { path: 'b', action: 'Added', detail: '1' },
    ],
  ])('%j', (one, words) => {
    expect(inWords(one)).toEqual(words);
  });
});

describe('edits since', () => {
  const template = '{ "a": x, "b": { "c": y, "d": 1 } }';
  const overlay = { changes: [{ path: 'a', kind: 'constant', value: 7 } as const] };
  const { text } = applyOverlay(template, overlay);

  it.each([
    ['as it was made', text, []],
    ['with other blanks', text.replaceAll(' ', '  '), []],
    ['with another field changed', text.replace('y', 'z'), ['b.c']],
    ['without the overlay', template, ['a']],
    ['in the middle of being written', `${text} & (`, ['']],
  ])('of the map %s', (_name, expression, paths) => {
    expect(editedSince(template, overlay, expression)).toEqual(paths);
  });
});
