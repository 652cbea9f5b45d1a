import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';
import { edifact, smallOrder } from './orders.fixture.ts';
import type { EdifactDocument } from './model.ts';

const numRuns = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 60);

const smallSegments = [
  ['BGM', '220', '4711', '9'],
  ['DTM', ['137', '20261104', '102']],
  ['NAD', 'BY', ['1', '', '9']],
  ['LIN', '1'],
  ['QTY', ['21', '5']],
  ['UNS', 'S'],
];

function read(content: string | Uint8Array, options = {}) {
  const { document, warnings } = parseDocument('edifact', content, options);
  const { interchanges } = document as EdifactDocument;
  const codes = warnings.map(({ code }) => code);
  const messages = interchanges.flatMap((interchange) => interchange.messages);
  return { document: document as EdifactDocument, interchanges, messages, warnings, codes };
}

test('envelopes by name', () => {
  const unb = "UNB+UNOC:3+4012345000016:14:DEPT+4098765000018:14+261104:0915+118+PASS+ORDERS+A+1+AGREED+1'";
  expect(read(edifact({ unb, unz: "UNZ+1+118'" })).interchanges).toMatchObject([
    {
      syntax: 'UNOC',
      syntaxVersion: '3',
      senderId: '4012345000016',
      senderQualifier: '14',
      senderInternalId: 'DEPT',
      receiverId: '4098765000018',
      receiverQualifier: '14',
      date: '261104',
      time: '0915',
      controlNumber: '118',
      recipientReference: 'PASS',
      applicationReference: 'ORDERS',
      priority: 'A',
      acknowledgementRequested: true,
      agreement: 'AGREED',
      test: true,
      delimiters: { element: '+', component: ':', segment: "'", decimal: '.', release: '?', lineBreak: '\n' },
      messages: [
        {
          type: 'ORDERS',
          version: 'D96A',
          agency: 'UN',
          reference: '1',
          guide: 'D96A/ORDERS',
          segments: smallSegments,
        },
      ],
    },
  ]);
});

/** The same order in the ways that senders write it; all of it must read the same. */
const dialects: [name: string, content: string, warnings?: string[]][] = [
  ['one line', edifact({ between: '' })],
  ['CRLF after each segment', edifact({ between: '\r\n' })],
  ['indented, with blank lines', edifact({ between: '\n\n   ' })],
  ['byte-order mark and blanks before the header', `\ufeff \n${edifact()}`],
  ['UNA with the usual delimiters', edifact({ una: "UNA:+.? '" })],
  ['UNA and UNB in one line', edifact({ una: "UNA:+.? '", between: '' })],
  [
    'other delimiters',
    edifact({ una: 'UNA=*.# ~' }).replace(/^(?!UNA).*$/gm, (line) => line.replace(/[:+']/g, other)),
  ],
  ['LF as terminator', edifact({ una: 'UNA:+.? ' }).replaceAll("'", '')],
  ['control characters of level B', edifact({ between: '' }).replace(/[:+']/g, control)],
  ['no release character', edifact({ una: "UNA:+.  '" })],
  ['wrapped at 60 columns', (edifact({ between: '' }).match(/.{1,60}/g) ?? []).join('\n')],
  ['a terminator missing at the end of a line', edifact().replace("LIN+1'", 'LIN+1'), ['edifact.terminator']],
  ['terminators doubled', edifact().replaceAll("'", "''")],
  ['no terminator at the end', edifact().slice(0, -1)],
  ['control numbers with zeros', edifact({ unz: "UNZ+1+0007'" })],
  ['no UNZ at all', edifact({ unz: '' }), ['edifact.truncated']],
  ['wrong counts', edifact({ unt: "UNT+99+1'", unz: "UNZ+3+7'" }), ['edifact.count', 'edifact.count']],
  [
    'wrong numbers',
    edifact({ unt: "UNT+8+2'", unz: "UNZ+1+8'" }),
    ['edifact.controlNumber', 'edifact.controlNumber'],
  ],
];

function other(character: string): string {
  return { ':': '=', '+': '*', "'": '~' }[character] ?? character;
}

function control(character: string): string {
  return { ':': '\u001f', '+': '\u001d', "'": '\u001c' }[character] ?? character;
}

test.each(dialects)('%s', (_name, content, warnings = []) => {
  const { messages, codes, interchanges } = read(content);
  expect(messages).toMatchObject([{ reference: '1', segments: smallSegments }]);
  expect(interchanges[0]?.senderId).toBe('BUYER');
  expect(codes).toEqual(warnings);
  if (warnings.length > 0) expect(() => read(content, { strict: true })).toThrow(DocumentError);
});

describe('characters', () => {
  test('released ones are data', () => {
    const body = ["FTX+AAI+++a?+b?:c?'d??:e'", "RFF+ON:x??'", 'RFF+ON:?'];
    const { messages } = read(edifact({ body: [...body.slice(0, 2), "UNS+S'"] }));
    expect(messages[0]?.segments.slice(0, 2)).toEqual([
      ['FTX', 'AAI', '', '', ["a+b:c'd?", 'e']],
      ['RFF', ['ON', 'x?']],
    ]);
  });

  test('repetitions are those of syntax version 4 only', () => {
    const body = ["COM+a:TE*b:FX'"];
    const four = edifact({ unb: "UNB+UNOA:4+BUYER:14+SELLER:14+20261104:0915+7'", body });
    expect(read(four).messages[0]?.segments).toEqual([
      [
        'COM',
        [
          ['a', 'TE'],
          ['b', 'FX'],
        ],
      ],
    ]);
    expect(read(edifact({ body })).messages[0]?.segments).toEqual([['COM', ['a', 'TE*b', 'FX']]]);
  });

  test.each([
    ['UNOC', [0xe9], 'é'],
    ['UNOD', [0xb1], 'ą'],
    ['UNOE', [0xb1], 'Б'],
    ['UNOF', [0xe1], 'α'],
    ['UNOY', [0xc3, 0xa9], 'é'],
    ['UNOA', [0xc3, 0xa9], 'é'],
  ])('%s', (syntax, bytes, character) => {
    const text = edifact({
      unb: `UNB+${syntax}:3+BUYER:14+SELLER:14+261104:0915+7'`,
      body: ["FTX+AAI+++@'"],
    });
    const [before = '', after = ''] = text.split('@');
    const encoder = new TextEncoder();
    const document = Uint8Array.of(...encoder.encode(before), ...bytes, ...encoder.encode(after));
    const { document: parsed, messages } = read(document);
    expect(messages[0]?.segments).toEqual([['FTX', 'AAI', '', '', character]]);
    if (syntax === 'UNOA') {
      expect(() => serializeDocument('edifact', parsed)).toThrow(
        'segment 3 FTX: "é" can\'t be written in the character set UNOA',
      );
      expect(serializeDocument('edifact', parsed, { replaceCharacters: 'e' }).content).toContain(
        'FTX+AAI+++e',
      );
      return;
    }
    const { content, encoding } = serializeDocument('edifact', parsed);
    expect([...Buffer.from(content, encoding)]).toEqual([...document, 0x0a]);
  });
});

test('numbers with either decimal mark, written with that of the interchange', () => {
  const una = "UNA:+,? '";
  const body = [
    "BGM+220+1+9'",
    "DTM+137:20261104:102'",
    "NAD+BY+1::9'",
    "LIN+1'",
    "QTY+21:2,5'",
    "PRI+AAA:3.25'",
    "UNS+S'",
  ];
  const { document, messages } = read(edifact({ una, body }));
  expect(messages[0]?.data?.['lines']).toMatchObject([
    { quantities: [{ quantity: 2.5 }], prices: [{ price: 3.25 }] },
  ]);
  const copy = structuredClone(document);
  for (const message of copy.interchanges[0]?.messages ?? []) Reflect.deleteProperty(message, 'segments');
  expect(serializeDocument('edifact', copy).content).toContain("QTY+21:2,5'\nPRI+AAA:3,25'");
});

const line = (...segments: string[]) =>
  edifact({
    body: ["BGM+220+1+9'", "DTM+137:20261104:102'", "NAD+BY+1::9'", "LIN+1'", ...segments, "UNS+S'"],
  });

test.each([[["PIA+1+A1:BP'", "PIA+3+A2:SA'", "QTY+21:1'"]], [["PIA+3+A2:SA'", "PIA+1+A1:BP'", "QTY+21:1'"]]])(
  'occurrences of one segment come in any order: %j',
  (segments) => {
    const { messages, codes } = read(line(...segments));
    expect(codes).toEqual([]);
    expect(messages[0]?.data?.['lines']).toMatchObject([
      { productIds: [{ id: 'A1' }], substitutes: [{ function: '3', productIds: [{ id: 'A2' }] }] },
    ]);
  },
);

test('zeros at the end of decimals tell how precise they are, and stay', () => {
  const segments = ["QTY+21:1.500:KGM'", "MOA+203:29.20'", "PRI+AAA:14.6'"];
  const { document, messages } = read(line(...segments));
  expect(messages[0]?.data?.['lines']).toMatchObject([
    {
      quantities: [{ quantity: 1.5, quantityText: '1.500' }],
      amounts: [{ amount: 29.2, amountText: '29.20' }],
      prices: [{ price: 14.6 }],
    },
  ]);
  const copy = structuredClone(document);
  for (const message of copy.interchanges[0]?.messages ?? []) Reflect.deleteProperty(message, 'segments');
  expect(serializeDocument('edifact', copy).content).toContain(segments.join('\n'));

  const [message] = copy.interchanges[0]?.messages ?? [];
  const lines = [{ lineNumber: '1', amounts: [{ qualifier: '203', amount: '-0.50' }] }];
  Object.assign(message ?? {}, { data: { ...message?.data, lines } });
  expect(serializeDocument('edifact', copy).content).toContain("MOA+203:-0.50'");
});

test('control numbers that came before, and characters that a set does not have, are told', () => {
  const message = (reference: string) => [
    `UNH+${reference}+X:D:96A:UN'`,
    "FTX+é'",
    "FTX+é'",
    `UNT+4+${reference}'`,
  ];
  const unb = "UNB+UNOB:3+BUYER+SELLER+261104:0915+7'";
  const text = [unb, ...message('1'), ...message('1'), "UNZ+2+7'"].join('');
  const { warnings } = read(text, { named: false });
  expect(warnings.map((warning) => warning.message)).toEqual([
    'segment 3 FTX, element 1: has characters that the character set UNOB does not have',
    'segment 6 UNH, element 1: control number 1 came before',
  ]);
});

test('functional groups: messages stand in the interchange, and say their group', () => {
  const message = (reference: string) => [
    `UNH+${reference}+ORDERS:D:96A:UN'`,
    "BGM+220+1+9'",
    "UNS+S'",
    `UNT+4+${reference}'`,
  ];
  const group = (number: string, ...references: string[]) => [
    `UNG+ORDERS+A+B+261104:0915+${number}+UN+D:96A'`,
    ...references.flatMap(message),
    `UNE+${references.length}+${number}'`,
  ];
  const content = [
    "UNB+UNOA:3+BUYER+SELLER+261104:0915+7'",
    ...group('1', '1', '2'),
    ...group('2', '3'),
    "UNZ+2+7'",
    '',
  ].join('\n');
  const { document, interchanges, messages, codes } = read(content, { named: false });
  expect(codes).toEqual([]);
  expect(interchanges[0]?.groups).toMatchObject([
    { type: 'ORDERS', controlNumber: '1', version: 'D96A' },
    { controlNumber: '2' },
  ]);
  expect(messages.map(({ group: index }) => index)).toEqual([0, 0, 1]);
  expect(serializeDocument('edifact', document).content).toBe(content);
});

describe('documents that can not be read say where', () => {
  const whole = edifact();
  test.each([
    ['', 'edifact.empty', 'no interchange header UNB'],
    ['ORDERS', 'edifact.header', 'must begin with UNB'],
    ['UNB+UNOA:3+A+B', 'edifact.header', 'the header ends before its segment terminator'],
    ["UNA::.? 'UNB:", 'edifact.header', 'unusable'],
    [whole.slice(0, whole.indexOf('QTY')), 'edifact.truncated', 'before the UNT that closes segment 2 UNH'],
    [whole.slice(0, whole.indexOf('UNZ') + 5), 'edifact.truncated', 'segment 10 UNZ'],
    [edifact({ body: ["??'"] }), 'edifact.segmentId', 'segment 3'],
    [
      edifact({ body: ["UNH+2+ORDERS:D:96A:UN'"] }),
      'edifact.misplaced',
      'the message of segment 2 UNH is still open',
    ],
    [edifact({ body: ["UNT+2+1'", "BGM+220'"] }), 'edifact.misplaced', 'outside of any message'],
    [edifact({ unb: "UNB+UNOA:3+A+B+1:1+7'\nUNB+UNOA:3+A+B+1:1+7'" }), 'edifact.misplaced', 'segment 2 UNB'],
  ])('%j', (content, code, message) => {
    expect(() => read(content)).toThrow(message);
    try {
      read(content);
    } catch (error) {
      expect(error).toMatchObject({ code, position: expect.objectContaining({ line: expect.any(Number) }) });
    }
  });
});

test('warnings say all that an acknowledgement needs', () => {
  const body = ["BGM+220+4711+9'", "DTM+137:2026110X:102'", "NAD+BY+1::9'", "LIN+1'", "XXX+1'", "UNS+S'"];
  const { warnings } = read(edifact({ body }));
  expect(warnings).toMatchObject([
    {
      code: 'edifact.value',
      segment: 4,
      element: 1,
      component: 2,
      segmentId: 'DTM',
      interchange: 1,
      transaction: 1,
      transactionSegment: 3,
      value: '2026110X',
    },
    { code: 'edifact.unknownSegment', segmentId: 'XXX', transactionSegment: 6, loop: 'LIN' },
  ]);
});

test('trailers, references and dates are made', () => {
  const document = {
    interchanges: [
      { senderId: 'A', receiverId: 'B', messages: [{ type: 'ORDERS', segments: smallSegments }] },
    ],
  };
  const written = serializeDocument('edifact', document, {
    timestamp: '2026-11-04T09:15:00Z',
    lineBreaks: 'lf',
  });
  expect(written.content.split('\n')).toEqual([
    "UNB+UNOC:3+A+B+261104:0915+1'",
    "UNH+1+ORDERS:D:96A:UN'",
    ...smallOrder,
    "UNT+8+1'",
    "UNZ+1+1'",
    '',
  ]);
  const announced = serializeDocument('edifact', document, { announceDelimiters: 'always' }).content;
  expect(announced.startsWith("UNA:+.? 'UNB+")).toBe(true);
});

test.each([
  [{ interchanges: [{ senderId: 'A' }] }, 'edifact.incomplete', 'interchanges[0].'],
  [
    { interchanges: [{ senderId: 'A', receiverId: 'B', messages: [{ type: 'ORDERS' }] }] },
    'edifact.incomplete',
    'messages[0].segments',
  ],
  [
    {
      interchanges: [{ senderId: 'A', receiverId: 'B', messages: [{ type: 'ORDERS', data: { colour: 1 } }] }],
    },
    'edifact.unknownName',
    'interchanges[0].messages[0].data.colour',
  ],
  [
    { interchanges: [{ senderId: 'A', receiverId: 'B', messages: [{ type: 'PRICAT', data: {} }] }] },
    'edifact.noGuide',
    'no guide for PRICAT',
  ],
  [
    {
      interchanges: [
        {
          senderId: 'A',
          receiverId: 'B',
          controlNumber: '1'.repeat(15),
          messages: [{ type: 'ORDERS', segments: smallSegments }],
        },
      ],
    },
    'edifact.value',
    'interchanges[0].controlNumber: "111111111111111" has 15 characters, where there is room for at most 14',
  ],
])('what can not be written says where (%#)', (document, code, message) => {
  expect(() => serializeDocument('edifact', document)).toThrow(message);
  try {
    serializeDocument('edifact', document);
  } catch (error) {
    expect(error).toMatchObject({ code });
  }
});

test('segments of every shape read back as they were written, with any delimiters', () => {
  const text = fc
    .array(fc.constantFrom('A', 'b', '1', '.', ' ', '+', ':', "'", '?', '*', '~', '|', 'é', 'Ж'), {
      maxLength: 6,
    })
    .map((characters) => characters.join(''));
  const filled = text.map((value) => `${value}x`);
  const composite = fc.array(filled, { minLength: 2, maxLength: 4 });
  const repetition = fc.array(fc.array(filled, { minLength: 1, maxLength: 3 }), {
    minLength: 2,
    maxLength: 3,
  });
  const segment = fc
    .tuple(
      fc.constantFrom('RFF', 'NAD', 'LIN', 'ZZ1'),
      fc.array(fc.oneof(text, composite, repetition), { minLength: 1, maxLength: 6 }),
      filled,
    )
    .map(([id, middle, last]) => [id, ...middle, last]);
  const delimiters = fc.constantFrom(
    { element: '+', component: ':', segment: "'", release: '?', repetition: '*' },
    { element: '|', component: '^', segment: '~', release: '\\', repetition: '#' },
    { element: '\u001d', component: '\u001f', segment: '\u001c', release: '?', repetition: '*' },
  );
  fc.assert(
    fc.property(
      fc.array(segment, { maxLength: 8 }),
      delimiters,
      fc.constantFrom('none', 'lf', 'crlf'),
      (segments, chosen, lineBreaks) => {
        const message = { type: 'ORDERS', segments };
        const envelope = {
          syntax: 'UNOY',
          syntaxVersion: '4',
          senderId: 'A',
          receiverId: 'B',
          delimiters: chosen,
        };
        const document = { interchanges: [{ ...envelope, messages: [message] }] };
        const { content } = serializeDocument('edifact', document, { lineBreaks });
        const { messages, codes } = read(content, { named: false });
        expect(codes).toEqual([]);
        expect(messages).toMatchObject([{ segments }]);
      },
    ),
    { numRuns },
  );
});
