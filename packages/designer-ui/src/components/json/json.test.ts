import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffJson, sameJson } from './json-diff.ts';
import { ancestorsOf, entriesShown, findInJson, jsonRows, valueAt } from './json-rows.ts';
import { parseJson } from './parse-json.ts';
import { visibleWindow } from './visible-window.ts';

const closed = { toggled: new Map<string, boolean>(), depth: 0, complete: new Set<string>() };
const open = { ...closed, depth: 99 };
const order = {
  po: '4500',
  lines: [
    { sku: 'A/1', qty: 2 },
    { sku: 'B', qty: null },
  ],
  empty: [],
};

describe('lines of a value', () => {
  it('shows one line when closed, with the number of entries', () => {
    expect(jsonRows(order, closed)).toMatchObject([
      { id: '', text: '{…}', size: 3, expandable: true, expanded: false },
    ]);
  });

  it('shows what is open by depth or by hand', () => {
    const byHand = { ...closed, depth: 1, toggled: new Map([['/lines', true]]) };
    const lines = jsonRows(order, byHand).map(
      ({ depth, name, text }) => `${' '.repeat(depth)}${name ?? ''}${text}`,
    );
    expect(lines).toEqual(['{', ' po"4500"', ' lines[', '  0{…}', '  1{…}', ' ]', ' empty[]', '}']);
  });

  it('holds back the rest of a long list until it is asked for', () => {
    const long = Array.from({ length: entriesShown + 3 }, (_, index) => index);
    const rows = jsonRows(long, open);
    expect(rows.at(-2)).toMatchObject({ kind: 'more', text: '3 more' });
    expect(jsonRows(long, { ...open, complete: new Set(['']) })).toHaveLength(long.length + 2);
  });

  it('cuts a very long text and says how long it is', () => {
    const [row] = jsonRows('x'.repeat(5000), open);
    expect(row?.text.length).toBeLessThan(2100);
    expect(row?.text).toContain('5000 characters');
  });

  it('has an address for every line that leads back to its value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const row of jsonRows(value, open)) {
          if (row.kind === 'close') continue;
          const found = valueAt(value, row.id);
          if (row.kind === 'string') expect(row.text).toBe(JSON.stringify(found));
          if (row.kind === 'number' || row.kind === 'boolean') expect(row.text).toBe(String(found));
          if (row.kind === 'array' || row.kind === 'object')
            expect(row.size).toBe(Object.keys(Object(found)).length);
        }
      }),
    );
  });
});

describe('search', () => {
  it('finds names and values, whatever their case, with their addresses', () => {
    expect(findInJson(order, 'SKU')).toEqual(['/lines/0/sku', '/lines/1/sku']);
    expect(findInJson(order, 'a/1').map((id) => valueAt(order, id))).toEqual(['A/1']);
    expect(findInJson(order, '')).toEqual([]);
    expect(findInJson(order, 'null')).toEqual(['/lines/1/qty']);
  });

  it('names everything that must be open to see a hit', () => {
    expect(ancestorsOf('/lines/0/sku')).toEqual(['', '/lines', '/lines/0']);
    expect(ancestorsOf('')).toEqual([]);
  });
});

describe('differences', () => {
  it.each([
    [order, order, []],
    [{ a: 1 }, { a: 2 }, ['changed a']],
    [{ a: 1 }, { b: 1 }, ['removed a', 'added b']],
    [{ lines: [{ sku: 'A' }] }, { lines: [{ sku: 'B' }] }, ['changed lines[0].sku']],
    [[1, 2, 3], [1, 9, 2, 3], ['added [1]']],
    [[1, 2, 3], [1, 3], ['removed [1]']],
    [{ 'ship to': 1 }, { 'ship to': 2 }, ['changed ["ship to"]']],
    [{ a: [] }, { a: {} }, ['changed a']],
    [{ a: null }, {}, ['removed a']],
    ['x', { a: 1 }, ['changed ']],
  ])('of %j and %j', (before, after, expected) => {
    expect(diffJson(before, after).map(({ kind, path }) => `${kind} ${path}`)).toEqual(expected);
  });

  it('are none exactly when the values are the same', () => {
    const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(sameJson(a, structuredClone(a))).toBe(true);
        expect(sameJson(a, b)).toBe(canonical(a) === canonical(b));
      }),
    );
  });
});

/** The value as text, with names in order: what two equal values share. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

describe('reading JSON that a person has typed', () => {
  it.each([
    ['{"a": 1,}', 'line 1, column 9', 'comma before “}”'],
    ['[1,]', 'line 1, column 4', 'comma before “]”'],
    ['{\n  "a" 1\n}', 'line 2, column 7', 'colon is missing'],
    ['{"a": \'x\'}', 'line 1, column 7', 'double quotation marks'],
    ['{“a”: 1}', 'line 1, column 2', 'double quotation marks'],
    ['{"a": 1', 'line 1, column 8', '“}” is missing'],
    ['[[1]', 'line 1, column 5', '“]” is missing'],
    ['{"a": 1 "b": 2}', 'line 1, column 9', 'comma is missing'],
    ['{a: 1}', 'line 1, column 2', 'name in double quotation marks'],
    ['{"a": [1}', 'line 1, column 9', '“]” must stand here'],
    ['{"a": "x', 'line 1, column 7', 'no end'],
    ['{"a": 01}', 'line 1, column 7', '“0” was not expected'],
    ['{"a": nul}', 'line 1, column 7', '“n” was not expected'],
    ['{} {}', 'line 1, column 4', 'behind the end'],
    ['x{}', 'line 1, column 1', 'not expected'],
  ])('says of %j where it breaks and why', (text, place, reason) => {
    const parsed = parseJson(text);
    expect(parsed).toMatchObject({ ok: false });
    expect('message' in parsed && parsed.message).toContain(place);
    expect('message' in parsed && parsed.message).toContain(reason);
  });

  it('takes any JSON and refuses an empty text in words', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => parseJson(JSON.stringify(value)).ok));
    expect(parseJson('  ')).toMatchObject({
      ok: false,
      message: 'There is no value. Write null for nothing.',
    });
  });

  it('points to where a valid text was broken, or to the beginning of the broken part', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, seed) => {
        const text = JSON.stringify(value, null, 1);
        const cut = seed % text.length;
        const parsed = parseJson(`${text.slice(0, cut)}\u0001${text.slice(cut)}`);
        expect(parsed.ok).toBe(false);
        // Inside of a text, the whole text is to blame.
        if (!parsed.ok) expect(parsed.at).toBeLessThanOrEqual(cut + 1);
      }),
    );
  });

  it('finds a fault in whatever the browser refuses', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', ' ', '1', '-', 'e', '.', 't', '\\', 'n'),
        }),
        (text) => {
          const parsed = parseJson(text);
          if (!parsed.ok) expect(parsed.at).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the window of a long list', () => {
  it('draws what is in view and a little around it', () => {
    const view = { viewport: 220, lineHeight: 22, total: 10_000 };
    expect(visibleWindow({ ...view, scrollTop: 0 })).toEqual({ start: 0, end: 30 });
    expect(visibleWindow({ ...view, scrollTop: 22_000 })).toEqual({ start: 980, end: 1030 });
  });

  it('stays inside of the list when that has become shorter than the place scrolled to', () => {
    const { start, end } = visibleWindow({ scrollTop: 22_000, viewport: 220, lineHeight: 22, total: 5 });
    expect([start, end]).toEqual([5, 5]);
  });
});
