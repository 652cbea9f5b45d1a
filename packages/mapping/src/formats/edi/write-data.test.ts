import { describe, expect, test } from 'vitest';

import { serializeDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';

/** The segments of an order (850) written from data, without envelopes. */
function write(data: object): string[] {
  const group = { functionalId: 'PO', senderId: 'A', receiverId: 'B' };
  const document = {
    interchanges: [
      { senderId: 'A', receiverId: 'B', groups: [{ ...group, transactions: [{ type: '850', data }] }] },
    ],
  };
  const { content } = serializeDocument('x12', document, { lineBreaks: 'lf' });
  return content.split('~\n').slice(3, -4);
}

const beginning = { purpose: '00', orderType: 'SA', purchaseOrderNumber: '4711', date: '2026-11-04' };
const smallest = { beginning, lines: [{ quantity: 5 }] };
const place = 'interchanges[0].groups[0].transactions[0].data';

test('data is put into the order of the standard, whatever its own', () => {
  const data = {
    totals: { lineCount: 1 },
    lines: [
      {
        descriptions: [{ description: 'Breaker', form: 'F' }],
        productIds: [{ id: 'A1', qualifier: 'BP' }],
        unitPrice: '14.60',
        unit: 'EA',
        quantity: 10,
        lineNumber: '1',
      },
    ],
    parties: [
      {
        role: 'ST',
        name: 'Dock',
        addressLines: ['one', 'two', 'three'],
        city: 'Dayton',
        postalCode: '45402',
      },
    ],
    currency: { entity: 'BY', code: 'USD' },
    beginning,
  };
  expect(write(data)).toEqual([
    'BEG*00*SA*4711**20261104',
    'CUR*BY*USD',
    'N1*ST*Dock',
    'N3*one*two',
    'N3*three',
    'N4*Dayton**45402',
    'PO1*1*10*EA*14.6**BP*A1',
    'PID*F****Breaker',
    'CTT*1',
  ]);
});

const values: [data: object, segment: string][] = [
  [{ charges: [{ indicator: 'C', code: 'D240', amount: 23.5 }] }, 'SAC*C*D240***2350'],
  [{ charges: [{ indicator: 'C', code: 'D240', amount: '-0.05' }] }, 'SAC*C*D240***-5'],
  [
    { dates: [{ qualifier: '002', date: '2026-11-18T10:00:00Z', time: '09:30:15.5' }] },
    'DTM*002*20261118*0930155',
  ],
  [{ dates: [{ qualifier: '002', date: '2026-11-18', dateText: '261118' }] }, 'DTM*002*261118'],
  [{ dates: [{ qualifier: '002', date: '2026-11-19', dateText: '261118' }] }, 'DTM*002*20261119'],
  [{ references: { qualifier: 'DP', qualifierMeaning: 'Department', id: 38 } }, 'REF*DP*38'],
  [{ lines: [{ quantity: 0.000001 }] }, 'PO1**0.000001'],
  [{ lines: [{ quantity: '0012345678901234567.250' }] }, 'PO1**12345678901234567.25'],
  [{ lines: [{ quantity: 1e20, unit: null }] }, 'PO1**100000000000000000000'],
];

test.each(values)('%j becomes %s', (data, segment) => {
  expect(write({ ...smallest, ...data })).toContain(segment);
});

describe('what can not be written names its path', () => {
  const faults: [data: object, code: string, message: string][] = [
    [{ colour: 'red' }, 'x12.unknownName', `${place}.colour: the guide has no such name here`],
    [{ lines: [{ qty: 5 }] }, 'x12.unknownName', `${place}.lines[0].qty: the guide has no such name`],
    [{ lines: [{ Quantity: 5 }] }, 'x12.unknownName', 'known are quantity'],
    [{ lines: [] }, 'x12.missing', `${place}.lines: is missing: PO1 must come`],
    [{ beginning: undefined }, 'x12.missing', `${place}.beginning: is missing`],
    [{ lines: [{ quantity: 'five' }] }, 'x12.value', `${place}.lines[0].quantity: "five" is not a number`],
    [{ lines: [{ quantity: true }] }, 'x12.value', `${place}.lines[0].quantity: true is no text or number`],
    [
      { lines: [{ quantity: { value: 5 } }] },
      'x12.value',
      `${place}.lines[0].quantity: must be text or a number`,
    ],
    [{ lines: ['PO1'] }, 'x12.value', `${place}.lines[0]: must be an object`],
    [
      { beginning: { ...beginning, date: '4.11.2026' } },
      'x12.value',
      `${place}.beginning.date: "4.11.2026" is not a date`,
    ],
    [
      { charges: [{ amount: 1.234 }] },
      'x12.value',
      `${place}.charges[0].amount: "1.234" has more than the 2 decimals`,
    ],
    [
      { dates: [{ date: '2026-11-04', time: '25:00' }] },
      'x12.value',
      `${place}.dates[0].time: "25:00" is not a time`,
    ],
    [{ currency: [{ code: 'USD' }, { code: 'EUR' }] }, 'x12.value', `${place}.currency: must be an object`],
    [
      { contacts: [{ numbers: Array.from({ length: 4 }, () => ({ type: 'TE', number: '1' })) }] },
      'x12.tooManyValues',
      `${place}.contacts[0].numbers[3]: no more than 3 can be written`,
    ],
  ];

  test.each(faults)('%j', (data, code, message) => {
    const attempt = () => write({ ...smallest, ...data });
    expect(attempt).toThrow(message);
    expect(codeOf(attempt)).toBe(code);
  });
});

test('a total set in its easy place gets its segment, once', () => {
  const total = (data: object) =>
    write({ ...smallest, ...data }).filter((segment) => segment.startsWith('AMT'));
  expect(total({ totals: { lineCount: 1, amount: 12.5 } })).toEqual(['AMT*TT*12.5']);
  expect(
    total({ totals: { lineCount: 1, amount: 12.5, amounts: [{ qualifier: 'TT', amount: 12.5 }] } }),
  ).toEqual(['AMT*TT*12.5']);
  expect(
    total({ amounts: [{ qualifier: 'TT', amount: 12.5 }], totals: { lineCount: 1, amount: 12.5 } }),
  ).toEqual(['AMT*TT*12.5']);
  const differing = { totals: { lineCount: 1, amount: 12.5, amounts: [{ qualifier: 'TT', amount: 13 }] } };
  expect(() => total(differing)).toThrow('totals.amount: differs from amounts');
});

test('a type without a guide is not written from data', () => {
  const document = {
    interchanges: [
      {
        senderId: 'A',
        receiverId: 'B',
        groups: [
          { functionalId: 'PO', senderId: 'A', receiverId: 'B', transactions: [{ type: '999X', data: {} }] },
        ],
      },
    ],
  };
  expect(codeOf(() => serializeDocument('x12', document))).toBe('x12.noGuide');
});

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof DocumentError ? error.code : String(error);
  }
}
