import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { interchange, smallBody } from '../x12/order.fixture.ts';
import { x12Guides } from '../x12/guides.ts';
import { brokenConditions, parseCondition } from './conditions.ts';
import { guideSchema } from './schema.ts';

/** The condition on elements a, b, c … of a segment `X`. */
function broken(text: string, ...elements: string[]) {
  const { kind, positions } = parseCondition(text);
  const places = positions.map((element) => ({
    name: 'abcdef'[element - 1] ?? '',
    element,
    component: undefined,
  }));
  const found = brokenConditions(['X', ...elements], [{ text, kind, places, first: Math.min(...positions) }]);
  return found.map(({ place, kind: fault }) => `${fault} ${place.name}`);
}

describe('a condition', () => {
  test.each<[text: string, kept: string[][], departures: [string[], string][]]>([
    [
      'P0102',
      [[], ['', ''], ['1', '2']],
      [
        [['1'], 'missing b'],
        [['', '2'], 'missing a'],
        [['1', ' '], 'missing b'],
      ],
    ],
    [
      'P010203',
      [['1', '2', '3']],
      [
        [['1', '', '3'], 'missing b'],
        [['', '', '3'], 'missing a'],
      ],
    ],
    [
      'R0103',
      [['1'], ['', '', '3'], ['1', '', '3']],
      [
        [[], 'missing a'],
        [['', '2'], 'missing a'],
      ],
    ],
    ['E0103', [[], ['1', '2'], ['', '', '3']], [[['1', '', '3'], 'excluded c']]],
    ['C0302', [[], ['', '2'], ['', '2', '3']], [[['', '', '3'], 'missing b']]],
    ['L010203', [[], ['', '2'], ['1', '2'], ['1', '', '3']], [[['1'], 'missing b']]],
  ])('%s', (text, kept, departures) => {
    for (const elements of kept) expect([elements, broken(text, ...elements)]).toEqual([elements, []]);
    for (const [elements, fault] of departures) {
      expect([elements, broken(text, ...elements)]).toEqual([elements, [fault]]);
    }
  });

  test.each(['', 'P01', 'P0101', 'P0001', 'X0102', 'P010', 'P0102 '])('"%s" is none', (text) => {
    expect(() => parseCondition(text)).toThrow('is no condition such as P0304');
  });
});

const read = (segment: string, options = {}) =>
  parseDocument('x12', interchange({ body: [smallBody[0], smallBody[1], segment] }), options).warnings;

describe('reading', () => {
  test.each<[segment: string, expected: string | undefined]>([
    [
      'REF*DP',
      'x12.condition: segment 6 REF, element 2: one of id (element 2) or description (element 3) must be there (R0203)',
    ],
    ['REF*DP**Tools', undefined],
    [
      'PID*F',
      'x12.condition: segment 6 PID, element 4: one of code (element 4) or description (element 5) must be there (R0405)',
    ],
    [
      'SAC*C*D240***100**1.5',
      'x12.condition: segment 6 SAC, element 6: is missing beside percent (element 7) (P0607)',
    ],
    ['PO1*2**EA', 'x12.condition: segment 6 PO1, element 2: is missing beside unit (element 3) (C0302)'],
    [
      'PO1*2*5*EA***BP*A1*VN',
      'x12.condition: segment 6 PO1, element 9: is missing beside qualifier (element 8) (P0102)',
    ],
    [
      'QTY*01*5**five',
      'x12.exclusion: segment 6 QTY, element 4: may not come beside quantity (element 2) (E0204)',
    ],
    [
      'DTM*002',
      'x12.condition: segment 6 DTM, element 2: one of date (element 2) or time (element 3) or periodFormat (element 5) must be there (R020305)',
    ],
  ])('%s', (segment, expected) => {
    expect(read(segment).map(({ code, message }) => `${code}: ${message}`)).toEqual(
      expected === undefined ? [] : [expected],
    );
    if (expected !== undefined)
      expect(() => read(segment, { strict: true })).toThrow(expected.slice(expected.indexOf('segment')));
  });

  test('a run that must be there needs its first group', () => {
    const [warning] = read('LIN*1');
    expect(warning).toMatchObject({ code: 'x12.missingElement', segment: 6, element: 2 });
  });
});

describe('writing', () => {
  const envelope = { senderId: 'US', receiverId: 'THEM' };
  const beginning = { purpose: '00', orderType: 'SA', purchaseOrderNumber: '1', date: '2026-11-04' };
  const write = (data: object) =>
    serializeDocument(
      'x12',
      { type: '850', data: { beginning, lines: [{ quantity: 1 }], ...data } },
      { envelope },
    );

  test.each<[data: object, message: string]>([
    [
      { parties: [{ role: 'ST' }] },
      'parties[0].name: N1: one of name (element 2) or idQualifier (element 3) must be there',
    ],
    [{ lines: [{ unit: 'EA' }] }, 'lines[0].quantity: PO1: is missing beside unit (element 3) (C0302)'],
    [
      { contacts: [{ role: 'BD', numbers: [{ type: 'TE' }] }] },
      'contacts[0].number: PER: is missing beside type (element 3)',
    ],
  ])('%j is refused', (data, message) => {
    expect(() => write(data)).toThrow(message);
  });

  test('the schema of the data says which names come together', () => {
    const guide = x12Guides.find('850', '004010');
    const schema = JSON.stringify(guide && guideSchema(guide, { for: 'write' }));
    expect(schema).toContain('"dependentRequired":{"idQualifier":["id"],"id":["idQualifier"]}');
    expect(schema).toContain('"dependentRequired":{"unit":["quantity"],"priceBasis":["unitPrice"]}');
    expect(guide && JSON.stringify(guideSchema(guide, { for: 'read' }))).not.toContain('dependentRequired');
  });
});
