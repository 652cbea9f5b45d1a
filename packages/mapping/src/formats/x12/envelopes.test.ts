import { describe, expect, test } from 'vitest';

import { parseDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';
import type { X12Document } from './model.ts';
import { interchange, plainHeader, smallBody } from './order.fixture.ts';

const smallSegments = smallBody.map((segment) => segment.split('*'));

function read(content: string, options = {}): { document: X12Document; codes: string[]; messages: string[] } {
  const { document, warnings } = parseDocument('x12', content, options);
  const codes = warnings.map((warning) => warning.code);
  return { document: document as X12Document, codes, messages: warnings.map((warning) => warning.message) };
}

function segmentsOf(document: X12Document): unknown {
  return document.interchanges[0]?.groups[0]?.transactions[0]?.segments;
}

test('envelopes by name', () => {
  const [only] = read(interchange()).document.interchanges;
  expect(only).toMatchObject({
    senderQualifier: 'ZZ',
    senderId: 'BUYER',
    receiverQualifier: 'ZZ',
    receiverId: 'SELLER',
    date: '261104',
    time: '0915',
    standard: 'U',
    version: '00401',
    controlNumber: '000000007',
    acknowledgementRequested: false,
    usage: 'P',
    delimiters: { element: '*', component: '>', segment: '~', lineBreak: '\n' },
    groups: [
      {
        functionalId: 'PO',
        senderId: 'BUYER',
        receiverId: 'SELLER',
        date: '20261104',
        controlNumber: '3',
        agency: 'X',
        version: '004010',
        transactions: [{ type: '850', controlNumber: '0001', guide: '004010/850', segments: smallSegments }],
      },
    ],
  });
});

/** The same order in the ways that senders write it; all of it must read the same. */
const dialects: [name: string, content: string, warnings?: string[]][] = [
  ['one line', interchange({ terminator: '~' })],
  ['CRLF after each segment', interchange({ terminator: '~\r\n' })],
  ['LF as terminator', interchange({ terminator: '\n' })],
  ['CRLF as terminator', interchange({ terminator: '\r\n' })],
  ['CR as terminator', interchange({ terminator: '\r' })],
  ['indented, with blank lines', interchange().replaceAll('\n', '\n\n      ')],
  ['byte-order mark and blanks before the header', `\ufeff \n${interchange()}`],
  ['Ctrl-Z at the end', `${interchange()}\u001a`],
  ['no terminator at the end', interchange().trimEnd().slice(0, -1)],
  ['terminators doubled', interchange({ terminator: '~~\n' })],
  [
    'unpadded header',
    interchange({ isa: 'ISA*00**00**ZZ*BUYER*ZZ*SELLER*261104*0915*U*00401*000000007*0*P*>' }),
    ['x12.header', 'x12.header', 'x12.header', 'x12.header'],
  ],
  ['overlong padding', interchange({ isa: plainHeader.replace('BUYER ', 'BUYER        ') }), ['x12.header']],
  ['tabs between elements', interchange().replaceAll('*', '\t')],
  ['blanks before the terminator of the header', interchange({ isa: `${plainHeader}   ` })],
  ['wrapped at 80 columns', (interchange({ terminator: '~' }).match(/.{1,80}/g) ?? []).join('\n')],
  ['no component separator named', interchange({ isa: plainHeader.slice(0, -1) }), ['x12.header']],
  [
    'a terminator missing at the end of a line',
    interchange().replace('4711**20261104~', '4711**20261104'),
    ['x12.terminator'],
  ],
  ['control numbers without their zeros', interchange({ iea: 'IEA*1*7' })],
];

test.each(dialects)('%s', (_name, content, warnings = []) => {
  const { document, codes } = read(content);
  expect(segmentsOf(document)).toEqual(smallSegments);
  expect(document.interchanges[0]?.senderId).toBe('BUYER');
  expect(codes).toEqual(warnings);
});

test('a sender identifier that holds the element separator, in a header of the right width', () => {
  const { document } = read(interchange({ isa: plainHeader.replace('BUYER  ', 'BUY*ER ') }));
  expect(document.interchanges[0]).toMatchObject({ senderId: 'BUY*ER', receiverId: 'SELLER' });
});

test('several interchanges, each with its own delimiters', () => {
  const other = interchange({ terminator: '|' }).replaceAll('*', '^').replace('P^>', 'P^:');
  const { document } = read(`${interchange()}\n\n${other}`);
  expect(document.interchanges).toHaveLength(2);
  expect(document.interchanges.map(({ delimiters }) => delimiters.element)).toEqual(['*', '^']);
  const second = { interchanges: document.interchanges.slice(1) };
  expect(segmentsOf(second)).toEqual(smallSegments);
});

describe('composites and repetitions', () => {
  const body = ['BEG*00*SA*4711**20261104', 'REF*DP*a^b>c*x>y', 'PO1*1*5*EA'];

  test('before version 004020, "^" is data', () => {
    const { document } = read(interchange({ body }));
    expect(segmentsOf(document)).toContainEqual(['REF', 'DP', ['a^b', 'c'], ['x', 'y']]);
  });

  test('since then, what the header names separates repetitions', () => {
    const isa = plainHeader.replace('*U*00401', '*^*00501');
    const { document } = read(interchange({ isa, body }));
    expect(segmentsOf(document)).toContainEqual(['REF', 'DP', [['a'], ['b', 'c']], ['x', 'y']]);
    expect(document.interchanges[0]?.delimiters.repetition).toBe('^');
    expect(document.interchanges[0]).not.toHaveProperty('standard');
  });

  test('an ordinary character named as repetition separator stays data', () => {
    const isa = plainHeader.replace('*U*00401', '*-*00501');
    const { document, codes } = read(interchange({ isa, body: ['BEG*00*SA*47-11**20261104', 'PO1*1'] }));
    expect(segmentsOf(document)).toContainEqual(['BEG', '00', 'SA', '47-11', '', '20261104']);
    expect(codes).toEqual(['x12.header']);
  });
});

const oddities: [name: string, content: string, message: string][] = [
  [
    'segment count',
    interchange({ se: 'SE*9*0001' }),
    'segment 7 SE, element 1: 9 of segments announced, 5 found',
  ],
  ['no segment count', interchange({ se: 'SE**0001' }), 'segment 7 SE, element 1: no number of segments'],
  [
    'transaction control number',
    interchange({ se: 'SE*5*0002' }),
    'segment 7 SE, element 2: control number 0002, but segment 3 ST has 0001',
  ],
  [
    'transaction count',
    interchange({ ge: 'GE*2*3' }),
    'segment 8 GE, element 1: 2 of transactions announced, 1 found',
  ],
  ['group control number', interchange({ ge: 'GE*1*4' }), 'segment 8 GE, element 2: control number 4'],
  ['group count', interchange({ iea: 'IEA*0*000000007' }), 'segment 9 IEA, element 1: 0 of groups'],
  [
    'interchange control number',
    interchange({ iea: 'IEA*1*000000008' }),
    'segment 9 IEA, element 2: control number',
  ],
  [
    'date of the interchange',
    interchange({ isa: plainHeader.replace('*261104*', '*261304*') }),
    'segment 1 ISA, element 9: "261304" is no date',
  ],
  [
    'control number that came before',
    interchange() + interchange(),
    'segment 10 ISA, element 13: control number 000000007 came before',
  ],
  [
    'control number of a transaction',
    interchange({
      body: [...smallBody, 'SE*5*0001', 'ST*850*0001', ...smallBody],
      se: 'SE*5*0001',
      ge: 'GE*2*3',
    }),
    'segment 8 ST, element 2: control number 0001 came before',
  ],
  [
    'character',
    interchange({ body: ['BEG*00*SA*47\u000111**20261104', ...smallBody.slice(1)] }),
    'segment 4 BEG, element 3: holds a control character',
  ],
  [
    'number of elements',
    interchange({ body: [...smallBody.slice(0, 2), 'CTT*1*******x'] }),
    'segment 6 CTT, element 8: the guide knows 7 elements',
  ],
  [
    'separator in a text',
    interchange({ body: [...smallBody.slice(0, 2), 'PID*F****LENGTH > 5', 'CTT*1'] }),
    'segment 6 PID, element 5: has one part in the guide',
  ],
];

test.each(oddities)('wrong %s: a warning, in strict mode an error', (_name, content, message) => {
  const { messages } = read(content);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(message);
  expect(() => parseDocument('x12', content, { strict: true })).toThrow(message);
});

const broken: [name: string, content: string, code: string, position: object, message: string][] = [
  ['nothing', '', 'x12.empty', { line: 1 }, 'the document is empty'],
  ['something else', 'Hello ISA', 'x12.header', { line: 1, segment: 1 }, 'must begin with ISA'],
  ['a bare word', 'ISA', 'x12.header', { line: 1 }, 'must begin with ISA'],
  [
    'half a header',
    plainHeader.slice(0, 60),
    'x12.header',
    { element: 8 },
    'ends after 8 of its 16 elements',
  ],
  [
    'a header of 15 elements',
    interchange({ isa: plainHeader.replace('*0*P*>', '*0*P') }),
    'x12.header',
    {},
    'header',
  ],
  [
    'no IEA',
    interchange({ iea: '' }),
    'x12.truncated',
    { segment: 8, line: 8 },
    'before the IEA that closes segment 1 ISA',
  ],
  ['no GE', interchange({ ge: '' }), 'x12.misplaced', { segment: 8 }, 'not closed by GE'],
  ['no SE', interchange({ se: '' }), 'x12.misplaced', { segment: 7 }, "segment 7 GE: GE can't stand here"],
  [
    'cut in a transaction',
    interchange().slice(0, 200),
    'x12.truncated',
    {},
    'before the SE that closes segment 3 ST',
  ],
  [
    'cut in the last control number',
    interchange({ iea: 'IEA*1*0000' }).trimEnd().slice(0, -1),
    'x12.truncated',
    { segment: 9, element: 2 },
    'in the middle of the control number',
  ],
  [
    'a second ISA inside',
    interchange({ iea: '' }) + interchange(),
    'x12.misplaced',
    { segment: 9 },
    'is still open',
  ],
  ['no GS', interchange({ gs: '' }), 'x12.misplaced', { segment: 2 }, 'no functional group is open'],
  ['no ST', interchange({ st: '' }), 'x12.misplaced', { segment: 3 }, 'outside of any transaction'],
  ['SE twice', interchange({ ge: 'SE*5*0001' }), 'x12.misplaced', { segment: 8 }, 'no transaction is open'],
  [
    'garbage after the end',
    `${interchange()}and more`,
    'x12.segmentId',
    { segment: 10, line: 10 },
    '"and more"',
  ],
  [
    'a garbled segment',
    interchange({ body: ['BEG*00', 'P?1*1*2'] }),
    'x12.segmentId',
    { segment: 5, line: 5 },
    'garbled',
  ],
  ['equal separators', interchange({ isa: plainHeader.replace('*>', '*~') }), 'x12.header', {}, 'unusable'],
  [
    'no terminator for a million characters',
    `${interchange().slice(0, 230)}${'x'.repeat(1_200_000)}`,
    'x12.endless',
    {},
    'no segment terminator',
  ],
];

test.each(broken)('%s', (_name, content, code, position, message) => {
  try {
    parseDocument('x12', content);
    expect.unreachable('it should not parse');
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    expect(error).toMatchObject({ code, position });
    expect((error as DocumentError).message).toContain(message);
  }
});

test('acknowledgements of interchanges', () => {
  const content = interchange({
    gs: 'TA1*000000005*261103*0900*A*000',
    st: '',
    body: [],
    se: '',
    ge: '',
    iea: 'IEA*0*000000007',
  });
  const { document, codes } = read(content);
  expect(codes).toEqual([]);
  expect(document.interchanges[0]?.acknowledgements).toEqual([
    ['TA1', '000000005', '261103', '0900', 'A', '000'],
  ]);
});

test('a million complaints do not fill the memory', () => {
  const body = Array.from({ length: 20_000 }, () => 'QQQ*1');
  const { warnings } = parseDocument('x12', interchange({ body: ['BEG*00*SA*1**20261104', ...body] }));
  expect(warnings.length).toBeLessThan(510);
  expect(warnings.at(-1)).toMatchObject({ code: 'document.moreWarnings' });
});
