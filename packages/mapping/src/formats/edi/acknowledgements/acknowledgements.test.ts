import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../../documents.ts';
import { edifact, smallOrder } from '../../edifact/orders.fixture.ts';
import type { EdifactDocument } from '../../edifact/model.ts';
import { DocumentError } from '../../position.ts';
import { interchange, plainHeader } from '../../x12/order.fixture.ts';
import type { X12Document } from '../../x12/model.ts';
import { acknowledge, acknowledgeUnreadable } from './acknowledge.ts';
import type { Acknowledgement } from './acknowledge.ts';
import type { AcknowledgeOptions } from './options.ts';
import type { ReadAcknowledgement } from './read-model.ts';
import { readAcknowledgements } from './read.ts';
import { reconcile } from './reconcile.ts';
import type { SentDocument } from './reconcile.ts';

type Format = 'x12' | 'edifact';

const numRuns = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 40);

function read(format: Format, text: string) {
  const { document, warnings } = parseDocument(format, text);
  return { document: document as X12Document | EdifactDocument, warnings };
}

function answerTo(
  format: Format,
  text: string,
  options: AcknowledgeOptions = {},
): Acknowledgement | undefined {
  const { document, warnings } = read(format, text);
  return acknowledge(document, warnings, options);
}

function written({ format, document }: Acknowledgement): string {
  return serializeDocument(format, document, { timestamp: '2026-11-05T08:00:00Z', lineBreaks: 'lf' }).content;
}

/** The segments of an acknowledgement, without its envelopes. */
function body(answer: Acknowledgement | undefined): string[] {
  if (answer === undefined) return [];
  const lines = written(answer).trim().split('\n');
  return lines.filter((line) => !/^(ISA|GS|ST|SE|GE|IEA|UNA|UNB|UNH|UNT|UNZ)\b/.test(line));
}

const badLine = 'PO1*1*5x*EA*2.5**BP*A1';
const goodLines = ['BEG*00*SA*4711**20261104', 'PO1*1*5*EA*2.5**BP*A1', 'CTT*1'];

describe('997', () => {
  test('goes back to who sent it, with the delimiters and version of what came', () => {
    const answer = answerTo('x12', interchange());
    expect(answer && written(answer).split('\n').slice(0, 3)).toEqual([
      'ISA*00*          *00*          *ZZ*SELLER         *ZZ*BUYER          *261105*0800*U*00401*000000001*0*P*>~',
      'GS*FA*SELLER*BUYER*20261105*0800*1*X*004010~',
      'ST*997*0001~',
    ]);
    expect(body(answer)).toEqual(['AK1*PO*3~', 'AK2*850*0001~', 'AK5*A~', 'AK9*A*1*1*1~']);
  });

  test.each<[string, Parameters<typeof interchange>[0], AcknowledgeOptions, string[]]>([
    [
      'a quantity that is no number',
      { body: [goodLines[0] ?? '', badLine, 'CTT*1'] },
      {},
      ['AK3*PO1*3**8~', 'AK4*2**6*5x~', 'AK5*E*5~', 'AK9*E*1*1*1~'],
    ],
    [
      'the same where errors reject',
      { body: [goodLines[0] ?? '', badLine, 'CTT*1'] },
      { strict: true },
      ['AK3*PO1*3**8~', 'AK4*2**6*5x~', 'AK5*R*5~', 'AK9*R*1*1*0~'],
    ],
    [
      'a date that is none',
      { body: ['BEG*00*SA*4711**20261304', ...goodLines.slice(1)] },
      { reject: ['value'] },
      ['AK3*BEG*2**8~', 'AK4*5**8*20261304~', 'AK5*R*5~', 'AK9*R*1*1*0~'],
    ],
    [
      'a required segment that is missing',
      { body: goodLines.slice(1) },
      { reject: ['missingSegment'] },
      ['AK3*BEG*4**3~', 'AK5*R*5~', 'AK9*R*1*1*0~'],
    ],
    [
      'elements that ask for others, or exclude them',
      { body: [...goodLines.slice(0, 2), 'REF*DP', 'QTY*01*5**five', 'CTT*1'] },
      {},
      ['AK3*REF*4*PO1*8~', 'AK4*2**2~', 'AK3*QTY*5*PO1*8~', 'AK4*4**10~', 'AK5*E*5~', 'AK9*E*1*1*1~'],
    ],
    ['a wrong count of segments', { se: 'SE*9*0001' }, {}, ['AK5*E*4~', 'AK9*E*1*1*1~']],
    ['another number in the trailer', { se: 'SE*5*0002' }, { strict: true }, ['AK5*R*3~', 'AK9*R*1*1*0~']],
    [
      'a segment and a loop that come too often',
      {
        body: [
          goodLines[0] ?? '',
          ...Array.from({ length: 26 }, () => 'SAC*A*C310***100'),
          'N1*ST*Dock',
          'N3*one',
          'N3*two',
          'N3*three',
          ...goodLines.slice(1),
        ],
      },
      {},
      ['AK3*SAC*28**4~', 'AK3*N3*32*N1*5~', 'AK5*E*5~', 'AK9*E*1*1*1~'],
    ],
    [
      'the number of another transaction',
      { body: [...goodLines, 'SE*5*0001', 'ST*850*0001', ...goodLines], se: 'SE*5*0001', ge: 'GE*2*3' },
      { strict: true },
      ['AK5*A~', 'AK2*850*0001~', 'AK5*R*23~', 'AK9*P*2*2*1~'],
    ],
    ['a wrong count of transactions', { ge: 'GE*2*3' }, {}, ['AK5*A~', 'AK9*E*2*1*1*5~']],
    ['the group trailer of another', { ge: 'GE*1*4' }, { strict: true }, ['AK5*A~', 'AK9*R*1*1*0*4~']],
    [
      'a segment that the guide does not know',
      { body: [...goodLines.slice(0, 2), 'ZZZ*1', 'CTT*1'] },
      {},
      ['AK5*A~', 'AK9*A*1*1*1~'],
    ],
    [
      'a transaction that there is no guide for, where it is asked for',
      { st: 'ST*899*0001' },
      { reject: ['noGuide'] },
      ['AK5*R*1~', 'AK9*R*1*1*0~'],
    ],
  ])('tells of %s', (_name, parts, options, expected) => {
    expect(body(answerTo('x12', interchange(parts), options)).slice(2)).toEqual(expected);
  });

  test('answers each group by itself, and says how many of its transactions were accepted', () => {
    const order = (number: string, line: string) => [
      `ST*850*${number}`,
      goodLines[0],
      line,
      `SE*4*${number}`,
    ];
    const segments = [
      plainHeader,
      'GS*PO*BUYER*SELLER*20261104*0915*3*X*004010',
      ...order('0001', goodLines[1] ?? ''),
      ...order('0002', badLine),
      'GE*2*3',
      'GS*PO*BUYER2*SELLER*20261104*0915*4*X*004010',
      ...order('0001', goodLines[1] ?? ''),
      'GE*1*4',
      'IEA*2*000000007',
    ];
    const answer = answerTo('x12', segments.map((segment) => `${segment}~`).join(''), { strict: true });
    expect(answer && written(answer).match(/GS\*FA.*?~|AK9.*?~/g)).toEqual([
      'GS*FA*SELLER*BUYER*20261105*0800*1*X*004010~',
      'AK9*P*2*2*1~',
      'GS*FA*SELLER*BUYER2*20261105*0800*2*X*004010~',
      'AK9*A*1*1*1~',
    ]);
  });
});

describe('999', () => {
  const header = plainHeader.replace('*U*00401*', '*^*00501*');
  const gs = 'GS*PO*BUYER*SELLER*20261104*0915*3*X*005010';

  test('is written from version 005010 on, with the line that an error stands in', () => {
    const answer = answerTo(
      'x12',
      interchange({ isa: header, gs, body: [goodLines[0] ?? '', badLine, 'PID*F****x', 'CTT*1'] }),
    );
    expect(body(answer)).toEqual([
      'AK1*PO*3*005010~',
      'AK2*850*0001~',
      'IK3*PO1*3**8~',
      'IK4*2**6*5x~',
      'IK5*E*5~',
      'AK9*E*1*1*1~',
    ]);
    expect(answer && written(answer)).toContain('ST*999*0001*005010X231A1~');
    expect(answer && read('x12', written(answer)).warnings).toEqual([]);
  });

  test('names the context of an error in a loop', () => {
    const lines = [goodLines[0] ?? '', 'PO1*7*5*EA*2.5**BP*A1', 'PID*F****x', 'CTT*1'];
    const { document } = read('x12', interchange({ isa: header, gs, body: lines }));
    const place = { interchange: 1, group: 1, transaction: 1, transactionSegment: 4 };
    const warning = { code: 'x12.tooManySegments', message: '', segmentId: 'PID', loop: 'PO1', ...place };
    const answer = body(acknowledge(document, [warning]));
    expect(answer.slice(2)).toEqual(['IK3*PID*4*PO1*5~', 'CTX*PO101>7~', 'IK5*E*5~', 'AK9*E*1*1*1~']);
  });

  test('a fault behind hundreds of others counts in its own transaction', () => {
    const first = Array.from({ length: 600 }, () => badLine);
    const text = interchange({
      body: [...first, 'CTT*600', 'SE*603*0001', 'ST*850*0002', ...goodLines.slice(0, 1), badLine, 'CTT*1'],
      se: 'SE*5*0002',
      ge: 'GE*2*3',
    });
    const { warnings } = read('x12', text);
    expect(warnings.length).toBeLessThan(510);
    const answer = body(answerTo('x12', text)).filter((line) => /^AK[259]/.test(line));
    expect(answer).toEqual(['AK2*850*0001~', 'AK5*E*5~', 'AK2*850*0002~', 'AK5*E*5~', 'AK9*E*2*2*2~']);
  });

  test('a 997 in its place where the partner wants one', () => {
    const answer = answerTo('x12', interchange({ isa: header, gs }), { functional: '997' });
    expect(body(answer)).toEqual(['AK1*PO*3~', 'AK2*850*0001~', 'AK5*A~', 'AK9*A*1*1*1~']);
  });
});

describe('TA1', () => {
  const asking = plainHeader.replace('*0*P*>', '*1*P*>');
  const ta1 = (parts: Parameters<typeof interchange>[0], options: AcknowledgeOptions = {}) =>
    body(answerTo('x12', interchange(parts), options)).filter((line) => line.startsWith('TA1'));

  test.each<[string, Parameters<typeof interchange>[0], AcknowledgeOptions, string[]]>([
    ['that nobody asked for', {}, {}, []],
    ['that is asked for', { isa: asking }, {}, ['TA1*000000007*261104*0915*A*000~']],
    ['that is asked for in vain', { isa: asking }, { interchanges: 'never' }, []],
    ['that the setting asks for', {}, { interchanges: 'always' }, ['TA1*000000007*261104*0915*A*000~']],
    ['of another trailer', { iea: 'IEA*1*000000008' }, {}, ['TA1*000000007*261104*0915*E*001~']],
    ['of a wrong count', { iea: 'IEA*2*000000007' }, {}, ['TA1*000000007*261104*0915*E*021~']],
  ])('%s', (_name, parts, options, expected) => {
    expect(ta1(parts, options)).toEqual(expected);
  });

  test('that rejects stands alone', () => {
    const answer = answerTo('x12', interchange({ iea: 'IEA*2*000000007' }), { strict: true });
    expect(body(answer)).toEqual(['TA1*000000007*261104*0915*R*021~']);
  });

  test('rejects what can not be read', () => {
    const cut = interchange({ iea: '', ge: '', se: '' });
    const answer = unreadable('x12', cut);
    expect(body(answer)).toEqual(['TA1*000000007*261104*0915*R*023~']);
    expect(answer && written(answer)).toContain('*ZZ*SELLER         *ZZ*BUYER          *');
  });
});

function unreadable(format: Format, text: string): Acknowledgement | undefined {
  try {
    parseDocument(format, text);
  } catch (error) {
    if (error instanceof DocumentError) return acknowledgeUnreadable(format, text, error);
  }
  throw new Error('it can be read');
}

describe('CONTRL', () => {
  test('goes back to who sent it', () => {
    const answer = answerTo('edifact', edifact());
    expect(answer && written(answer).trim().split('\n')).toEqual([
      "UNB+UNOA:3+SELLER:14+BUYER:14+261105:0800+1'",
      "UNH+1+CONTRL:D:3:UN'",
      "UCI+7+BUYER:14+SELLER:14+7'",
      "UCM+1+ORDERS:D:96A:UN+7'",
      "UNT+4+1'",
      "UNZ+1+1'",
    ]);
  });

  const withLine = (line: string) =>
    smallOrder.map((segment) => (segment.startsWith('QTY') ? line : segment));

  test.each<[string, Parameters<typeof edifact>[0], AcknowledgeOptions, string[]]>([
    [
      'a quantity that is no number',
      { body: withLine("QTY+21:5x'") },
      {},
      ["UCM+1+ORDERS:D:96A:UN+7'", "UCS+6'", "UCD+37+2:2'"],
    ],
    [
      'the same where errors reject',
      { body: withLine("QTY+21:5x'") },
      { strict: true },
      ["UCM+1+ORDERS:D:96A:UN+4'", "UCS+6'", "UCD+37+2:2'"],
    ],
    [
      'a required segment that is missing, at the segment before it',
      { body: smallOrder.slice(1) },
      { strict: true },
      ["UCM+1+ORDERS:D:96A:UN+4'", "UCS+6+13'"],
    ],
    ['a wrong count', { unt: "UNT+9+1'" }, {}, ["UCM+1+ORDERS:D:96A:UN+7+29+UNT+2'"]],
  ])('tells of %s', (_name, parts, options, expected) => {
    expect(body(answerTo('edifact', edifact(parts), options)).slice(1)).toEqual(expected);
  });

  test('a rejected interchange is rejected with all that is in it', () => {
    const answer = answerTo('edifact', edifact({ unz: "UNZ+1+8'" }), { strict: true });
    expect(body(answer)).toEqual(["UCI+7+BUYER:14+SELLER:14+4+28+UNZ+3'"]);
  });

  test('rejects what can not be read', () => {
    expect(body(unreadable('edifact', edifact({ unt: '', unz: '' })))).toEqual([
      "UCI+7+BUYER:14+SELLER:14+4+13'",
    ]);
  });

  test('answers the messages of a functional group within it', () => {
    const text = edifact({
      unb: "UNB+UNOA:3+BUYER:14+SELLER:14+261104:0915+7'UNG+ORDERS+B1+S1+261104:0915+12+UN+D:96A'",
      unz: "UNE+1+12'UNZ+1+7'",
    });
    expect(body(answerTo('edifact', text))).toEqual([
      "UCI+7+BUYER:14+SELLER:14+7'",
      "UCF+12+B1+S1+7'",
      "UCM+1+ORDERS:D:96A:UN+7'",
    ]);
  });
});

test.each<[string, Format, string]>([
  ['997', 'x12', interchange()],
  ['CONTRL', 'edifact', edifact()],
])('a %s is never acknowledged, whether it can be read or not', (_name, format, text) => {
  const answer = answerTo(format, text);
  const content = answer === undefined ? '' : written(answer);
  expect(answerTo(format, content, { interchanges: 'always' })).toBeUndefined();
  expect(
    unreadable(format, content.slice(0, content.indexOf('AK9') + content.indexOf('UCM') + 1)),
  ).toBeUndefined();
});

describe('reading', () => {
  const readBack = (
    format: Format,
    text: string,
    options: AcknowledgeOptions = {},
  ): ReadAcknowledgement[] => {
    const answer = answerTo(format, text, options);
    return answer === undefined ? [] : readAcknowledgements(read(format, written(answer)).document);
  };

  test('a 997 and a TA1 say what, of whom, and what was wrong in words', () => {
    const text = interchange({
      isa: plainHeader.replace('*0*P*>', '*1*P*>'),
      body: [goodLines[0] ?? '', badLine, 'CTT*1'],
    });
    expect(readBack('x12', text, { reject: ['value'] })).toEqual([
      {
        standard: 'x12',
        kind: 'TA1',
        level: 'interchange',
        partnerId: 'SELLER',
        partnerQualifier: 'ZZ',
        ownId: 'BUYER',
        ownQualifier: 'ZZ',
        interchangeControlNumber: '000000007',
        status: 'accepted',
        errors: [],
      },
      {
        standard: 'x12',
        kind: '997',
        level: 'transaction',
        partnerId: 'SELLER',
        partnerQualifier: 'ZZ',
        ownId: 'BUYER',
        ownQualifier: 'ZZ',
        functionalId: 'PO',
        groupControlNumber: '3',
        transactionType: '850',
        transactionControlNumber: '0001',
        status: 'rejected',
        errors: [
          { segment: 'PO1', position: 3, element: '2', code: '6', meaning: 'Invalid character', value: '5x' },
          { code: '5', meaning: 'One or more segments in error' },
        ],
      },
      {
        standard: 'x12',
        kind: '997',
        level: 'group',
        partnerId: 'SELLER',
        partnerQualifier: 'ZZ',
        ownId: 'BUYER',
        ownQualifier: 'ZZ',
        functionalId: 'PO',
        groupControlNumber: '3',
        status: 'rejected',
        errors: [],
      },
    ]);
  });

  test('a CONTRL too', () => {
    const bad = smallOrder.map((segment) => (segment.startsWith('QTY') ? "QTY+21:5x'" : segment));
    expect(readBack('edifact', edifact({ body: bad }), { strict: true })).toEqual([
      {
        standard: 'edifact',
        kind: 'CONTRL',
        level: 'transaction',
        partnerId: 'SELLER',
        partnerQualifier: '14',
        ownId: 'BUYER',
        ownQualifier: '14',
        interchangeControlNumber: '7',
        transactionControlNumber: '1',
        transactionType: 'ORDERS',
        status: 'rejected',
        errors: [
          { segment: '6', position: 6, element: '1.2', code: '37', meaning: 'Invalid type of character' },
        ],
      },
      {
        standard: 'edifact',
        kind: 'CONTRL',
        level: 'interchange',
        partnerId: 'SELLER',
        partnerQualifier: '14',
        ownId: 'BUYER',
        ownQualifier: '14',
        interchangeControlNumber: '7',
        status: 'rejected',
        errors: [],
      },
    ]);
  });
});

/** Which of the documents in a batch are wrong. */
const faults = fc.array(fc.boolean(), { minLength: 1, maxLength: 6 });

function x12Batch(wrong: readonly boolean[], group: number): { text: string; sent: SentDocument[] } {
  const orders = wrong.flatMap((isWrong, index) => {
    const number = String(index + 1).padStart(4, '0');
    return [`ST*850*${number}`, goodLines[0], isWrong ? badLine : goodLines[1], `SE*4*${number}`];
  });
  const gs = `GS*PO*BUYER*SELLER*20261104*0915*${group}*X*004010`;
  const segments = [plainHeader, gs, ...orders, `GE*${wrong.length}*${group}`, 'IEA*1*000000007'];
  const sent = wrong.map((_, index) => ({
    standard: 'x12' as const,
    partnerId: 'SELLER',
    groupControlNumber: String(group),
    functionalId: 'PO',
    transactionType: '850',
    transactionControlNumber: String(index + 1).padStart(4, '0'),
    sentAt: 0,
  }));
  return { text: segments.map((segment) => `${segment}~`).join(''), sent };
}

function edifactBatch(wrong: readonly boolean[], number: number): { text: string; sent: SentDocument[] } {
  const messages = wrong.map((isWrong, index) =>
    [
      `UNH+${index + 1}+ORDERS:D:96A:UN'`,
      ...smallOrder.map((segment) => (isWrong && segment.startsWith('QTY') ? "QTY+21:5x'" : segment)),
      `UNT+${smallOrder.length + 2}+${index + 1}'`,
    ].join(''),
  );
  const sent = wrong.map((_, index) => ({
    standard: 'edifact' as const,
    partnerId: 'SELLER',
    interchangeControlNumber: String(number),
    transactionControlNumber: String(index + 1),
    sentAt: 0,
  }));
  const header = `UNB+UNOA:3+BUYER:14+SELLER:14+261104:0915+${number}'`;
  return { text: `${header}${messages.join('')}UNZ+${wrong.length}+${number}'`, sent };
}

test.each([
  ['x12', x12Batch],
  ['edifact', edifactBatch],
] as const)(
  '%s: sent, acknowledged, read and reconciled, exactly the wrong ones are rejected',
  (format, batch) => {
    fc.assert(
      fc.property(faults, fc.integer({ min: 1, max: 999_999_999 }), fc.boolean(), (wrong, number, strict) => {
        const { text, sent } = batch(wrong, number);
        const answer = answerTo(format, text, { strict });
        const { document, warnings } = read(format, answer === undefined ? '' : written(answer));
        expect(warnings).toEqual([]);
        const result = reconcile(sent, readAcknowledgements(document), { now: 9, deadlineMs: 1 });
        const rejected = sent.filter((_, index) => strict && wrong[index] === true);
        expect(result.rejected.map((each) => each.sent)).toEqual(rejected);
        expect(result.acknowledged).toHaveLength(sent.length - rejected.length);
        expect([result.overdue, result.unknown]).toEqual([[], []]);
      }),
      { numRuns },
    );
  },
);
