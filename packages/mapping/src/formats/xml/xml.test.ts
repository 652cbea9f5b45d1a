import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';
import { readRecords, writeRecords } from '../record-stream.ts';

interface Reading {
  name: string;
  content: string;
  options?: Record<string, unknown>;
  document: unknown;
  warnings?: string[];
}

const readings: Reading[] = [
  { name: 'text alone', content: '<a>x</a>', document: { a: 'x' } },
  { name: 'nothing', content: '<a/>', document: { a: '' } },
  { name: 'attributes', content: '<a b="1" c=\'"\'/>', document: { a: { '@b': '1', '@c': '"' } } },
  { name: 'attributes and text', content: '<a b="1">x</a>', document: { a: { '@b': '1', '#text': 'x' } } },
  { name: 'children', content: '<a>\n <b>1</b>\n <c/>\n</a>', document: { a: { b: '1', c: '' } } },
  {
    name: 'repeated elements, also apart',
    content: '<a><b>1</b><c/><b>2</b><b z="3"/></a>',
    document: { a: { b: ['1', '2', { '@z': '3' }], c: '' } },
  },
  {
    name: 'lists that are named',
    content: '<a><b>1</b><c><b>2</b></c></a>',
    options: { lists: ['a/b', 'a/c'] },
    document: { a: { b: ['1'], c: [{ b: '2' }] } },
  },
  {
    name: 'lists at any depth, and below any element',
    content: '<a><b>1</b><c><b>2</b><d/></c></a>',
    options: { lists: ['//b', '*/*/d'] },
    document: { a: { b: ['1'], c: { b: ['2'], d: [''] } } },
  },
  {
    name: 'paths that begin again within themselves',
    content: '<a><a><b/></a></a>',
    options: { lists: ['//a/b'] },
    document: { a: { a: { b: [''] } } },
  },
  {
    name: 'entities, character references, CDATA, comments and instructions',
    content: '<?go on?><a><!-- no -->&lt;&#65;&#x42;<![CDATA[<&]]><?stop?>&amp;</a><!-- no -->',
    document: { a: '<AB<&&' },
  },
  {
    name: 'an attribute keeps its prefix beside one of the same name',
    content: '<a xmlns:x="u" x:type="1" type="2" x:role="3"/>',
    options: { namespaces: 'strip' },
    document: { a: { '@x:type': '1', '@type': '2', '@role': '3' } },
  },
  { name: 'blanks around text', content: '<a>\n  x y\t</a>', document: { a: 'x y' } },
  {
    name: 'blanks that are kept',
    content: '<a> x\r\n</a>',
    options: { trim: false },
    document: { a: ' x\n' },
  },
  {
    name: 'text among elements',
    content: '<a>one <b>two</b> three</a>',
    document: { a: { b: 'two', '#text': 'one  three' } },
    warnings: ['xml.mixed'],
  },
  {
    name: 'text among elements, in order',
    content: '<p z="1">one <b>two</b> three<b>four</b></p>',
    options: { ordered: ['p'], lists: ['p/b'] },
    document: { p: { '@z': '1', '#content': ['one ', { b: ['two'] }, ' three', { b: ['four'] }] } },
  },
  {
    name: 'names as they are written',
    content: '<x:a xmlns:x="urn:x" x:c="1"><x:b/></x:a>',
    document: { 'x:a': { '@xmlns:x': 'urn:x', '@x:c': '1', 'x:b': '' } },
  },
  {
    name: 'names without prefixes',
    content: '<x:a xmlns:x="urn:x" xmlns="urn:y" x:c="1"><b/></x:a>',
    options: { namespaces: 'strip' },
    document: { a: { '@c': '1', b: '' } },
  },
  {
    name: 'prefixes of our own',
    content: '<a xmlns="urn:y" xmlns:x="urn:x" xmlns:z="urn:z" x:c="1" d="2"><x:b/><z:e/></a>',
    options: { namespaces: 'map', prefixes: { 'urn:y': '', 'urn:x': 'our' } },
    document: { a: { '@our:c': '1', '@d': '2', 'our:b': '', 'z:e': '' } },
  },
  {
    name: 'a document type that defines nothing',
    content: '<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://files.example/a.dtd">\n<a/>',
    document: { a: '' },
  },
  {
    name: 'names of our own language',
    content: '<a><__proto__>x</__proto__><constructor/><__proto__>y</__proto__></a>',
    document: {
      a: Object.fromEntries<unknown>([
        ['__proto__', ['x', 'y']],
        ['constructor', ''],
      ]),
    },
  },
];

test.each(readings)('$name', ({ content, options, document, warnings = [] }) => {
  const read = parseDocument('xml', content, options);
  expect(read.document).toStrictEqual(document);
  expect(read.warnings.map(({ code }) => code)).toEqual(warnings);
});

const records: [content: string, path: string, records: unknown[]][] = [
  ['<a><b>1</b><c/><b><b>2</b></b></a>', 'a/b', ['1', { b: '2' }]],
  ['<a><b><c>1</c></b><c>2</c></a>', '//c', ['1', '2']],
  ['<a><b/><c/></a>', '*/*', ['', '']],
  ['<a><b>x</b></a>', 'a', [{ b: 'x' }]],
];

test.each(records)('records of %s at %s', async (content, path, expected) => {
  expect(parseDocument('xml', content, { records: path }).document).toEqual(expected);
  for (const size of [1, 2, 100]) expect(await read(cut(content, size), { records: path })).toEqual(expected);
});

test('a path that leads nowhere is told', () => {
  expect(parseDocument('xml', '<a/>', { records: 'a/b' })).toMatchObject({
    document: [],
    warnings: [{ code: 'xml.noRecords', message: 'there is no element at "a/b"' }],
  });
});

const refused: [content: string, code: string, message: string][] = [
  ['', 'xml.syntax', 'document must contain a root element'],
  ['<a>', 'xml.syntax', 'unclosed tag: a'],
  ['<a>\n<b></a>', 'xml.syntax', 'line 2, column 7: unexpected close tag'],
  ['<a b="1" b="2"/>', 'xml.syntax', 'duplicate attribute: b'],
  ['<a>&nbsp;</a>', 'xml.syntax', 'undefined entity'],
  ['<a>&constructor;</a>', 'xml.syntax', 'undefined entity'],
  ['<a>&#0;</a>', 'xml.syntax', 'malformed character entity'],
  ['<a/><b/>', 'xml.syntax', 'documents may contain only one root'],
  ['text', 'xml.syntax', 'text data outside of root node'],
  ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'xml.doctype', 'not allowed'],
  ['<?xml version="1.0" encoding="EBCDIC-37"?><a/>', 'document.encoding', 'ebcdic-37, which is not known'],
];

test.each(refused)('%s is refused', (content, code, message) => {
  const error = errorOf(() => parseDocument('xml', new TextEncoder().encode(content)));
  expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
});

describe('character sets', () => {
  const text = '<?xml version="1.0" encoding="$"?><a>Málaga “€”</a>';
  const document = { a: 'Málaga “€”' };
  test.each(['windows-1252', 'ISO-8859-1'])('%s is declared', (name) => {
    const bytes = Buffer.from(text.replace('$', name).replace('“€”', '???'), 'latin1');
    bytes.set([0x93, 0x80, 0x94], bytes.indexOf('???'));
    expect(parseDocument('xml', bytes)).toEqual({ document, warnings: [] });
  });

  test('UTF-16 with and without a byte-order mark', () => {
    const utf16 = text.replace('$', 'UTF-16');
    expect(parseDocument('xml', Buffer.from(`\ufeff${utf16}`, 'utf16le')).document).toEqual(document);
    expect(parseDocument('xml', Buffer.from(utf16, 'utf16le')).document).toEqual(document);
    expect(parseDocument('xml', Buffer.from(`\ufeff${utf16}`, 'utf16le').swap16()).document).toEqual(
      document,
    );
  });

  test('what the options ask for counts', () => {
    const bytes = Buffer.from(text.replace('$', 'ISO-8859-1'));
    expect(parseDocument('xml', bytes, { encoding: 'utf-8' }).document).toEqual(document);
  });

  test.each(['utf-16le', 'windows-1252'])('%s is written and read', (encoding) => {
    const written = serializeDocument('xml', document, { encoding });
    expect(written.encoding).toBe('base64');
    expect(parseDocument('xml', Buffer.from(written.content, 'base64')).document).toEqual(document);
  });
});

const writings: [document: unknown, options: Record<string, unknown>, text: string][] = [
  [{ a: 'x' }, {}, '<?xml version="1.0" encoding="UTF-8"?>\n<a>x</a>\n'],
  [
    { a: { '@b': 1, c: [{ d: true }, null, 'x'], '#text': undefined } },
    { declaration: false },
    '<a b="1">\n  <c>\n    <d>true</d>\n  </c>\n  <c/>\n  <c>x</c>\n</a>\n',
  ],
  [{ a: { b: ['1', '2'] } }, { declaration: false, indent: 0 }, '<a><b>1</b><b>2</b></a>\n'],
  [{ a: { b: '' } }, { declaration: false, indent: 0, emptyElements: 'pair' }, '<a><b></b></a>\n'],
  [{ a: '<&>"\r' }, { declaration: false }, '<a>&lt;&amp;&gt;"&#13;</a>\n'],
  [{ a: { '@b': '<&>"\n\t' } }, { declaration: false }, '<a b="&lt;&amp;>&quot;&#10;&#9;"/>\n'],
  [
    { p: { '@z': '1', '#content': ['one ', { b: 'two' }, ' three', { b: { c: 'x' } }] } },
    { declaration: false },
    '<p z="1">one <b>two</b> three<b><c>x</c></b></p>\n',
  ],
  [
    { a: '' },
    { doctype: 'http://files.example/a.dtd', rootAttributes: { xmlns: 'urn:a' }, indent: 0 },
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE a SYSTEM "http://files.example/a.dtd">\n<a xmlns="urn:a"/>\n',
  ],
  [
    ['x', { '@n': 1 }],
    { records: 'list/r', declaration: false },
    '<list>\n  <r>x</r>\n  <r n="1"/>\n</list>\n',
  ],
  [[], { records: 'a/b/r', declaration: false, indent: 0 }, '<a><b></b></a>\n'],
];

test.each(writings)('%j is written with %j', async (document, options, text) => {
  expect(serializeDocument('xml', document, options).content).toBe(text);
  if (!Array.isArray(document)) return;
  const pieces: unknown[] = [];
  for await (const piece of writeRecords('xml', document, options)) pieces.push(piece);
  expect(pieces.join('')).toBe(text);
});

const unwritable: [document: unknown, code: string, message: string][] = [
  [[], 'xml.root', 'one field'],
  [{ a: 1, b: 2 }, 'xml.root', 'one field'],
  [{ a: ['1', '2'] }, 'xml.root', 'one field'],
  [{ 'a b': 1 }, 'xml.name', '"a b"'],
  [{ a: { '@x="1" y': 1 } }, 'xml.name', 'x="1" y'],
  [{ a: { '><b': 1 } }, 'xml.name', '><b'],
  [{ a: '\u0001' }, 'xml.character', "a: XML can't hold the character U+0001"],
  [{ a: { '@b': '\ud800' } }, 'xml.character', '@b: XML'],
  [{ a: { b: [['1']] } }, 'xml.notPlain', 'a list in a list'],
  [{ a: { '@b': {} } }, 'xml.notPlain', "@b: an object can't"],
  [{ a: Number.NaN }, 'xml.notPlain', 'the number NaN'],
];

test.each(unwritable)('%j is not written', (document, code, message) => {
  const error = errorOf(() => serializeDocument('xml', document));
  expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
});

test('a path to write records to must name its elements', () => {
  for (const path of ['a', '//b', '*/b']) {
    expect(() => serializeDocument('xml', [], { records: path })).toThrow('option records');
  }
});

const text = fc.string({ unit: fc.constantFrom('a', '<', '&', ']]>', '"', "'", ' ', '\n', '\r', 'é', '😀') });
const { element } = fc.letrec<{ element: unknown }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.dictionary(
      fc.constantFrom('a', 'b', 'c-d', 'x:y', '__proto__', '@a', '@b'),
      fc.oneof(tie('element'), fc.array(tie('element'), { minLength: 2, maxLength: 3 })),
      { minKeys: 1 },
    ),
  ),
}));

test('data reads back as it was written', () => {
  fc.assert(
    fc.property(element, fc.nat(3), (value, indent) => {
      const document = { root: plainAttributes(value) };
      const { content } = serializeDocument('xml', document, { indent });
      const options = { trim: false };
      expect(parseDocument('xml', content, options).document).toEqual(document);
      expect(
        serializeDocument('xml', parseDocument('xml', content, options).document, { indent }).content,
      ).toBe(content);
    }),
    { numRuns: Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 150) },
  );
});

/** The generator makes elements under names of attributes, which can hold text only. */
function plainAttributes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainAttributes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [
      name,
      name.startsWith('@') ? (typeof each === 'string' ? each : 'x') : plainAttributes(each),
    ]),
  );
}

describe('documents made to be awkward', () => {
  const lol = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n} "${`&l${n - 1};`.repeat(10)}">`).join('');
  test.each([
    ['billion laughs', `<!DOCTYPE a [${lol}]><a>&l9;</a>`, 'xml.doctype'],
    ['deep elements', '<a>'.repeat(200_000), 'document.tooDeep'],
    [
      'many attributes',
      `<a ${Array.from({ length: 40_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`,
      'document.tooMany',
    ],
    ['a huge attribute', `<a b="${'x'.repeat(2_000_000)}"/>`, 'document.tooLarge'],
    ['a huge text', `<a>${'x'.repeat(2_000_000)}</a>`, 'document.tooLarge'],
    ['a huge name', `<${'a'.repeat(2_000_000)}/>`, 'document.tooLarge'],
    ['a huge comment', `<a><!--${'-x'.repeat(1_000_000)}--></a>`, 'document.tooLarge'],
    ['a huge document type', `<!DOCTYPE a "${'x'.repeat(2_000_000)}"><a/>`, 'document.tooLarge'],
    ['many elements', `<a>${'<b/>'.repeat(60_000)}</a>`, 'document.tooMany'],
  ])('%s', async (_name, content, code) => {
    const limits = { maxBytes: 1_000_000, maxItems: 30_000 };
    expect(errorOf(() => parseDocument('xml', content, { limits })).code).toBe(code);
    for (const size of [101, 65_536]) {
      await expect(read(cut(content, size), { limits, records: 'a' })).rejects.toMatchObject({ code });
    }
  });

  test('names that fill no memory with paths', async () => {
    const content = `<a>${Array.from({ length: 50_000 }, (_, n) => `<b${n}/>`).join('')}</a>`;
    expect(await read([content], { records: 'a/b7', lists: ['//c'] })).toEqual(['']);
  });
});

async function read(chunks: Iterable<string>, options: Record<string, unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const batch of readRecords('xml', chunks, options).batches()) found.push(...batch);
  return found;
}

function* cut(content: string, size: number): Generator<string> {
  for (let at = 0; at < content.length; at += size) yield content.slice(at, at + size);
}

function errorOf(action: () => unknown): DocumentError {
  try {
    action();
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  throw new Error('expected a DocumentError');
}

test.each([
  ['<a>\n <!-- A&B --><![CDATA[C&D]]><b>&amp;&#38;</b>\n <c>Pine & Sons</c>\n</a>', 3, 10],
  ['<a><b x="R&D"/></a>', 1, 11],
  ['<a>Pine &Sons</a>', 1, 9],
])('%j has an ampersand at line %i, column %i', (text, line, column) => {
  const error = errorOf(() => parseDocument('xml', text));
  expect(error).toMatchObject({ code: 'xml.syntax', position: { line, column } });
  expect(error.message).toContain('this "&" begins no reference');
});

test('a document that is cut off says so', () => {
  expect(() => parseDocument('xml', '<a><!-- A&B --><b>&amp;')).toThrow('unclosed tag');
});

test.each([
  ['iso-8859-15', 0xa4, '€'],
  ['windows-1250', 0xb3, 'ł'],
  ['ISO-8859-2', 0xb3, 'ł'],
  ['windows-1251', 0xd6, 'Ц'],
])('%s is declared', (name, byte, char) => {
  const head = Buffer.from(`<?xml version="1.0" encoding="${name}"?><a>`);
  const bytes = Buffer.concat([head, Buffer.from([byte]), Buffer.from('</a>')]);
  expect(parseDocument('xml', bytes)).toEqual({ document: { a: char }, warnings: [] });
});

test('numbers are written without exponents', () => {
  expect(serializeDocument('xml', { a: { b: 1e21, c: 1.5e-7 } }, { indent: 0 }).content).toContain(
    '<b>1000000000000000000000</b><c>0.00000015</c>',
  );
});
