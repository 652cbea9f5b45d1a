import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';
import { interchange } from './order.fixture.ts';

const timestamp = '2026-11-04T09:15:30Z';

/** As little as a document can have. */
const smallest = {
  interchanges: [
    {
      senderId: 'SELLER',
      receiverId: 'BUYER',
      groups: [
        {
          functionalId: 'PR',
          senderId: 'SELLER',
          receiverId: 'BUYER',
          transactions: [{ type: '855', segments: [['BAK', '00', 'AD', 4711, null, '20261104']] }],
        },
      ],
    },
  ],
};

test('trailers, control numbers, dates and padding are made', () => {
  expect(serializeDocument('x12', smallest, { timestamp, lineBreaks: 'lf' }).content).toBe(
    [
      'ISA*00*          *00*          *ZZ*SELLER         *ZZ*BUYER          *261104*0915*U*00401*000000001*0*P*>~',
      'GS*PR*SELLER*BUYER*20261104*0915*1*X*004010~',
      'ST*855*0001~',
      'BAK*00*AD*4711**20261104~',
      'SE*3*0001~',
      'GE*1*1~',
      'IEA*1*000000001~',
      '',
    ].join('\n'),
  );
});

test('what is written counts right, whatever was read', () => {
  const wrong = interchange({ se: 'SE*99*0009', ge: 'GE*9*9', iea: 'IEA*9*000000009' });
  const { content } = serializeDocument('x12', parseDocument('x12', wrong).document);
  expect(content).toBe(interchange());
});

test('line breaks in values become blanks: nothing else can be told of them', () => {
  const document = structuredClone(smallest);
  const [transaction] = document.interchanges[0]?.groups[0]?.transactions ?? [];
  transaction?.segments.push(['MSG', 'two\r\nlines, a\ttab', null, null, null]);
  expect(serializeDocument('x12', document, { lineBreaks: 'lf' }).content).toContain(
    '\nMSG*two lines, a tab',
  );
});

test.each([
  [{ senderId: 'SIXTEEN-LETTERS-' }, 'interchanges[0].senderId: "SIXTEEN-LETTERS-" has 16 characters'],
  [{ date: '2026-11-04' }, 'interchanges[0].date: "2026-11-04" has 10 characters, where there is room for 6'],
  [{ controlNumber: '1234567890' }, 'interchanges[0].controlNumber'],
  [{ usage: 'TEST' }, 'interchanges[0].usage'],
])('an envelope that would not fit its header is refused: %j', (more, message) => {
  const interchanges = smallest.interchanges.map((each) => ({ ...each, ...more }));
  expect(() => serializeDocument('x12', { interchanges })).toThrow(message);
});

describe('what can not be written says where', () => {
  const withSegment = (segment: unknown[], more: object = {}) => withSegments([segment], more);
  const withSegments = (segments: unknown, more: object = {}) => ({
    interchanges: smallest.interchanges.map((each) => ({
      ...each,
      ...more,
      groups: each.groups.map((group) => ({
        ...group,
        transactions: [{ type: '855', segments }],
      })),
    })),
  });
  const place = 'interchanges[0].groups[0].transactions[0].segments[0]';

  test.each([
    [null, 'must be an object'],
    [{ interchanges: [{ senderId: 'A' }] }, 'interchanges[0].'],
    [withSegment(['REF', 'a*b']), `${place} REF, element 1: "a*b" holds a delimiter`],
    [withSegment(['REF', 'a', ['b', 'c>d']]), `${place} REF, element 2: "c>d" holds a delimiter`],
    [withSegment(['REF', { a: 1 }]), `${place} REF, element 1: {"a":1} can't be written`],
    [withSegment(['REF', 1e21]), `${place} REF, element 1`],
    [withSegment(['REF', [['a'], ['b']]]), 'has no separator of repeated elements'],
    [withSegment([7]), 'begins with its identifier'],
    [withSegment([]), `${place}: a segment begins`],
    [withSegments('REF*1'), 'transactions[0].segments: must be a list of segments'],
    [withSegments(['REF*1']), `${place}: a segment begins`],
    [withSegment(['REF'], { delimiters: { element: '~' } }), 'must differ'],
  ])('%#', (document, message) => {
    expect(() => serializeDocument('x12', document)).toThrow(DocumentError);
    expect(() => serializeDocument('x12', document)).toThrow(message);
  });

  test('control characters too, unless they are to be replaced', () => {
    const document = withSegment(['MSG', 'a\u0007b']);
    expect(() => serializeDocument('x12', document)).toThrow(
      'MSG, element 1: "a\\u0007b" holds a control character',
    );
    expect(serializeDocument('x12', document, { replaceDelimiters: ' ' }).content).toContain('MSG*a b~');
  });

  test('unless delimiters in data are to be replaced', () => {
    const { content } = serializeDocument('x12', withSegment(['REF', 'a*b~c']), { replaceDelimiters: ' ' });
    expect(content).toContain('REF*a b c~');
    expect(() => serializeDocument('x12', withSegment(['REF', 'a*b']), { replaceDelimiters: '*' })).toThrow(
      'itself',
    );
  });
});

test('segments of every shape read back as they were written', () => {
  const text = fc
    .array(fc.constantFrom('A', 'b', '1', '.', ' ', '-', ',', 'é', '#', '/'), { maxLength: 6 })
    .map((c) => c.join(''));
  const filled = text.map((value) => `${value}x`);
  const composite = fc.array(filled, { minLength: 2, maxLength: 4 });
  const repetition = fc.array(fc.array(filled, { minLength: 1, maxLength: 3 }), {
    minLength: 2,
    maxLength: 3,
  });
  const id = fc.constantFrom('REF', 'N1', 'PO1', 'A1B', 'ZZ');
  const segment = (elements: fc.Arbitrary<unknown>) =>
    fc
      .tuple(id, fc.array(elements, { minLength: 1, maxLength: 6 }), filled)
      .map(([name, middle, last]) => [name, ...middle, last]);
  const delimiters = fc.constantFrom(
    { element: '*', component: '>', segment: '~' },
    { element: '|', component: ':', segment: '\n' },
    { element: '+', component: '<', segment: '\r\n' },
    { element: '\u001d', component: '\u001f', segment: '\u001c' },
  );
  const modern = fc.record({
    version: fc.constant('00501'),
    segments: fc.array(segment(fc.oneof(text, composite, repetition))),
  });
  const old = fc.record({
    version: fc.constant('00401'),
    segments: fc.array(segment(fc.oneof(text, composite))),
  });

  fc.assert(
    fc.property(
      fc.oneof(modern, old),
      delimiters,
      fc.constantFrom('none', 'lf', 'crlf'),
      (made, chosen, lineBreaks) => {
        const document = {
          interchanges: smallest.interchanges.map((each) => ({
            ...each,
            version: made.version,
            delimiters: chosen,
            groups: each.groups.map((group) => ({
              ...group,
              transactions: [{ type: '999', segments: made.segments }],
            })),
          })),
        };
        const { content } = serializeDocument('x12', document, { lineBreaks, timestamp });
        const parsed = parseDocument('x12', content, { named: false });
        expect(parsed.warnings).toEqual([]);
        expect(parsed.document).toMatchObject({
          interchanges: [{ groups: [{ transactions: [{ type: '999', segments: made.segments }] }] }],
        });
        expect(serializeDocument('x12', parsed.document).content.replace(/\s+$/, '')).toBe(
          content.replace(/\s+$/, ''),
        );
      },
    ),
  );
});
