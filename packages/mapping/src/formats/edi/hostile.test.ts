import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { edifact } from '../edifact/orders.fixture.ts';
import { DocumentError } from '../position.ts';
import { interchange } from '../x12/order.fixture.ts';

const many = 200_000;

/** Documents made to be awkward: each is read, or refused with a place, in time in proportion to its length. */
const documents: [name: string, format: 'x12' | 'edifact', content: string, code?: string][] = [
  [
    'a segment without end',
    'x12',
    interchange().replace('BEG', `BEG*${'x'.repeat(1_500_000)}`),
    'x12.endless',
  ],
  [
    'a segment without end',
    'edifact',
    edifact({ body: [`FTX+${'x'.repeat(1_500_000)}'`] }),
    'edifact.endless',
  ],
  ['a header without end', 'edifact', `UNB+${'x'.repeat(1_500_000)}`, 'edifact.header'],
  ['release characters only', 'edifact', edifact({ body: [`FTX+AAI+++${'?'.repeat(900_001)}'`] })],
  ['released terminators', 'edifact', edifact({ body: [`FTX+AAI+++${"?'".repeat(400_000)}'`] })],
  ['a composite of many components', 'edifact', edifact({ body: [`FTX+AAI+++${':'.repeat(many)}'`] })],
  ['a composite of many components', 'x12', interchange({ body: [`REF*DP*${'>'.repeat(many)}`] })],
  ['a segment of many elements', 'x12', interchange({ body: [`BEG${'*x'.repeat(many)}`] })],
  [
    'many repetitions',
    'edifact',
    edifact({ unb: "UNB+UNOA:4+A+B+20261104:0915+7'", body: [`COM+${'a:TE*'.repeat(many / 2)}a:TE'`] }),
  ],
  ['terminators only', 'x12', interchange().replace('BEG', `${'~'.repeat(many)}BEG`)],
  ['many unknown segments', 'x12', interchange({ body: Array.from({ length: 5_000 }, () => 'ZZZ*1') })],
  [
    'many segments out of order',
    'x12',
    interchange({
      body: Array.from({ length: 5_000 }, (_, index) => (index % 2 === 0 ? 'CTT*1' : 'BEG*00')),
    }),
  ],
  ['blanks only', 'x12', ' '.repeat(1_000_000), 'x12.empty'],
  ['a chain of levels', 'x12', levels((index) => `HL*${index + 1}*${index}*${index === 0 ? 'S' : 'P'}`)],
  ['levels of one parent', 'x12', levels((index) => `HL*${index + 1}*1*${index === 0 ? 'S' : 'I'}`)],
  ['levels that all have one identifier', 'x12', levels(() => 'HL*1*1*P')],
  ['UNA that names the same character', 'edifact', edifact({ una: "UNA++.? '" }), 'edifact.header'],
  [
    'names of the language',
    'x12',
    interchange({ body: ['REF*__proto__*constructor', 'N1*__proto__*toString'] }),
  ],
];

function levels(level: (index: number) => string): string {
  const body = ['BSN*00*1*20261104*0915', ...Array.from({ length: 4_000 }, (_, index) => level(index))];
  return interchange({ gs: 'GS*SH*A*B*20261104*0915*3*X*004010', st: 'ST*856*0001', body });
}

describe.each(documents)('%s (%s)', (_name, format, content, code) => {
  test(code === undefined ? 'is read, and written again' : 'is refused with its place', () => {
    if (code === undefined) {
      const { document, warnings } = parseDocument(format, content);
      expect(warnings.length).toBeLessThan(510);
      expect(serializeDocument(format, document).content.length).toBeGreaterThan(0);
      return;
    }
    let caught: unknown;
    try {
      parseDocument(format, content);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(DocumentError);
    expect(caught).toMatchObject({ code, position: { line: expect.any(Number) } });
  });
});

test('data with names of the language is not written', () => {
  const group = { functionalId: 'PO', senderId: 'A', receiverId: 'B' };
  const data: unknown = JSON.parse('{ "__proto__": { "x": 1 }, "constructor": 1 }');
  const document = {
    interchanges: [
      { senderId: 'A', receiverId: 'B', groups: [{ ...group, transactions: [{ type: '850', data }] }] },
    ],
  };
  expect(() => serializeDocument('x12', document)).toThrow('__proto__: the guide has no such name here');
});
