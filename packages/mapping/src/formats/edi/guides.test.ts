import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { edifactGuides } from '../edifact/guides.ts';
import { x12Guides } from '../x12/guides.ts';
import { compileGuide } from './compile.ts';
import type { CodeLists, Guide, GuideElement, GuideEntry, SegmentDictionary } from './guide.ts';
import { namesOf } from './names.ts';
import type { NameNode } from './names.ts';
import { guideSchema } from './schema.ts';

/** Segments that mean different things in different places. */
const otherwiseNamed: Record<string, string[]> = {
  x12: ['LIN: identifications, lines', 'LX: details, lines, packs', 'N9: references, remarks'],
  edifact: [],
};

const camelCase = /^[a-z][A-Za-z0-9]*$/;
const folder = new URL('../../../guides/', import.meta.url);

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
}

const shelves = [
  { standard: 'x12', shelf: x12Guides },
  { standard: 'edifact', shelf: edifactGuides },
];

describe.each(shelves)('guides of $standard', ({ standard, shelf }) => {
  const codes = readJson(`${standard}/codes.json`) as CodeLists;

  test('every file of a guide is on the shelf', () => {
    const versions = readdirSync(new URL(`${standard}/`, folder), { withFileTypes: true });
    const files = versions
      .filter((each) => each.isDirectory())
      .flatMap(({ name }) =>
        readdirSync(new URL(`${standard}/${name}/`, folder))
          .filter((file) => file !== 'segments.json')
          .map((file) => `${name}/${file.replace('.json', '')}`),
      );
    expect(shelf.ids.toSorted()).toEqual(files.toSorted());
  });

  test.each(shelf.ids)('%s compiles, stands where its name says, and names things in camelCase', (id) => {
    const [version = '', transaction = ''] = id.split('/');
    expect(existsSync(new URL(`${standard}/${id}.json`, folder))).toBe(true);
    const guide = readJson(`${standard}/${id}.json`) as Guide;
    expect(guide).toMatchObject({ version, transaction });
    const compiled = shelf.find(transaction, version);
    expect(compiled?.guide).toEqual(guide);
    if (compiled !== undefined) {
      for (const name of namesIn(namesOf(compiled.root), new Set())) expect(name).toMatch(camelCase);
    }
  });

  test.each(shelf.ids)('the schema of %s is of a size to work with', (id) => {
    const [version = '', transaction = ''] = id.split('/');
    const compiled = shelf.find(transaction, version);
    const schema = compiled === undefined ? {} : guideSchema(compiled, { for: 'read' });
    expect(JSON.stringify(schema).length).toBeLessThan(200_000);
  });

  test('every code list is used, and no code or meaning is empty', () => {
    const dictionaries = [...new Set(shelf.ids.map((id) => id.split('/')[0]))].map(
      (version) => readJson(`${standard}/${version}/segments.json`) as SegmentDictionary,
    );
    const guides = shelf.ids.map((id) => readJson(`${standard}/${id}.json`) as Guide);
    const segments = [...dictionaries, ...guides].flatMap((each) => Object.values(each.segments ?? {}));
    const used = new Set(segments.flatMap(({ elements }) => elements.flatMap(codeListsOf)));
    expect([...used].toSorted()).toEqual(Object.keys(codes).toSorted());
    for (const list of Object.values(codes)) {
      for (const [code, meaning] of Object.entries(list)) expect([code, meaning]).not.toContain('');
    }
  });
});

describe('names', () => {
  const dictionaries = ['x12/004010', 'x12/005010', 'edifact/D3', 'edifact/D96A'].map(
    (path) => readJson(`${path}/segments.json`) as SegmentDictionary,
  );
  const guides = shelves.flatMap(({ standard, shelf }) =>
    shelf.ids.map((id) => readJson(`${standard}/${id}.json`) as Guide),
  );
  const segments = [...dictionaries, ...guides].flatMap((each) => Object.entries(each.segments ?? {}));
  // Composites have names for messages only.
  const elements = segments.flatMap(([segment, { elements: own }]) =>
    own
      .flatMap(elementsOf)
      .filter(({ components, list }) => components === undefined || list === true)
      .map((element) => ({ segment, ...element })),
  );

  test('elements with the same title have the same name, in all standards', () => {
    const names = new Map<string, Set<string>>();
    for (const { title = '', name } of elements) {
      names.set(title, (names.get(title) ?? new Set()).add(lastWord(name)));
    }
    const several = [...names].filter(([, { size }]) => size > 1);
    expect(several.map(([title, each]) => `${title}: ${[...each].join(', ')}`)).toEqual([]);
  });

  test('every element has a title', () => {
    expect(
      elements.filter(({ title = '' }) => title === '').map(({ segment, name }) => [segment, name]),
    ).toEqual([]);
  });

  test('every place with a name has a title', () => {
    const untitled = guides.flatMap(({ transaction, content }) =>
      entriesOf(content)
        .filter(({ as, title }) => as !== undefined && title === undefined)
        .map(({ segment, as }) => [transaction, segment, as?.name]),
    );
    expect(untitled).toEqual([]);
  });

  test('the same name is of one type', () => {
    const types = new Map<string, Set<string>>();
    for (const { name, type = 'AN', list, elements: run } of elements) {
      const kind = list === true || run !== undefined ? 'list' : kindOf(type);
      types.set(name, (types.get(name) ?? new Set()).add(kind));
    }
    // A measurement's value is a number, a characteristic's is text.
    types.delete('value');
    const several = [...types].filter(([, { size }]) => size > 1);
    expect(several.map(([name, kinds]) => `${name}: ${[...kinds].join(', ')}`)).toEqual([]);
  });

  test('the same loop has the same name in all guides of a standard', () => {
    for (const { standard, shelf } of shelves) {
      const names = new Map<string, Set<string>>();
      for (const id of shelf.ids) {
        const { content } = readJson(`${standard}/${id}.json`) as Guide;
        for (const { segment, as } of entriesOf(content)) {
          if (as !== undefined && as.many) names.set(segment, (names.get(segment) ?? new Set()).add(as.name));
        }
      }
      const several = [...names].filter(([, { size }]) => size > 1);
      const shown = several.map(([segment, each]) => `${segment}: ${[...each].toSorted().join(', ')}`);
      expect(shown.toSorted()).toEqual(otherwiseNamed[standard]);
    }
  });
});

/** In a segment with several things, names say whose: the `Qualifier` of `dateQualifier`. Lists are plural. */
function lastWord(name: string): string {
  return /[A-Z]?[a-z0-9]+$/.exec(name)?.[0].toLowerCase().replace(/s$/, '') ?? name;
}

/** Text and codes are text in the data, whole and implied decimals are numbers. */
function kindOf(type: string): string {
  if (type === 'AN' || type === 'ID') return 'text';
  if (type === 'R' || type.startsWith('N')) return 'number';
  return type === 'DT' || type === 'DTM' ? 'date' : 'time';
}

interface Entry {
  segment: string;
  title: string | undefined;
  as?: { name: string; many: boolean };
}

/** The entries of a guide at all depths, with the last part of their names. */
function entriesOf(content: readonly GuideEntry[]): Entry[] {
  return content.flatMap((entry) => {
    const name = entry.as?.split('.').at(-1);
    const levels = entry.hierarchy?.levels.flatMap((level) => level.content) ?? [];
    const own = {
      segment: entry.loop ?? entry.segment ?? '',
      title: entry.title,
      ...(name === undefined ? {} : { as: { name, many: entry.many === true } }),
    };
    return [own, ...entriesOf([...(entry.content ?? []), ...levels])];
  });
}

/** Each object once: levels of a hierarchy may stand in themselves. */
function namesIn(node: NameNode, seen: Set<NameNode>): string[] {
  if (seen.has(node) || node.kind === 'value') return [];
  seen.add(node);
  if (node.kind === 'list') return namesIn(node.item, seen);
  return [...node.names].flatMap(([name, inner]) => [name, ...namesIn(inner, seen)]);
}

/** Every element with its parts. */
function elementsOf(element: GuideElement): GuideElement[] {
  const nested = [...(element.components ?? []), ...(element.elements ?? [])];
  return [element, ...nested.flatMap(elementsOf)];
}

function codeListsOf(element: GuideElement): string[] {
  const nested = [...(element.components ?? []), ...(element.elements ?? [])];
  return [...(element.codes === undefined ? [] : [element.codes]), ...nested.flatMap(codeListsOf)];
}

const dictionary: SegmentDictionary = {
  version: '1',
  segments: {
    BEG: { title: 'Beginning', elements: [{ name: 'number' }, { name: 'date', type: 'DT' }] },
    AMT: { title: 'Amount', elements: [{ name: 'qualifier' }, { name: 'amount', type: 'R' }] },
    ODD: { title: 'Odd', elements: [{ name: 'value', type: 'XX' }] },
    COD: { title: 'Code', elements: [{ name: 'value', codes: 'none' }] },
    DTM: { title: 'Date', elements: [{ name: 'date', type: 'DTM' }] },
    CON: { title: 'Condition', conditions: ['P0102'], elements: [{ name: 'value' }] },
    PLA: { title: 'Plain', elements: [{ name: 'value', conditions: ['P0102'] }] },
  },
};

const faults: [content: GuideEntry[], message: string][] = [
  [[{ segment: 'QQQ', as: 'x' }], 'QQQ is not in the dictionary'],
  [[{ segment: 'BEG' }], 'either "as", "merge" or "hierarchy"'],
  [[{ segment: 'BEG', as: 'a', merge: true }], 'either "as", "merge" or "hierarchy"'],
  [[{ as: 'x' }], 'needs a segment or a loop'],
  [[{ segment: 'ODD', as: 'x' }], 'unknown type XX'],
  [[{ segment: 'COD', as: 'x' }], 'unknown code list none'],
  [[{ segment: 'CON', as: 'x' }], 'P0102 speaks of 2, which there is none of'],
  [[{ segment: 'PLA', as: 'x' }], 'value has conditions, but neither parts nor groups'],
  [[{ segment: 'DTM', as: 'x' }], 'names no component with the code of its form'],
  [
    [
      { segment: 'BEG', as: 'a' },
      { segment: 'AMT', as: 'a', many: true },
    ],
    'a is given twice',
  ],
  [
    [
      { segment: 'BEG', merge: true },
      { segment: 'AMT', as: 'number', many: true },
    ],
    'number is given twice',
  ],
  [[{ segment: 'AMT', as: 'a', when: { element: 'kind', in: ['1'] } }], 'AMT has no element called kind'],
  [[{ segment: 'AMT', as: 'a', when: { element: 'qualifier', in: [] } }], 'no value of qualifier'],
  [
    [{ segment: 'AMT', as: 'a', pick: [{ as: 'b', element: 'sum', where: 'qualifier', in: ['1'] }] }],
    'AMT has no element called sum',
  ],
];

test.each(faults)('a guide with a fault of its author is refused: %j', (content, message) => {
  const guide = { version: '1', transaction: '850', title: '', content };
  expect(() => compileGuide(guide, dictionary, {})).toThrow(message);
});
