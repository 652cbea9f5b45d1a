import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import type { EdifactDocument } from '../edifact/model.ts';
import { edifact } from '../edifact/orders.fixture.ts';
import { readRecords } from '../record-stream.ts';
import type { RecordOptions } from '../record-stream.ts';
import { sampleDocuments } from '../samples.ts';
import { interchange, plainHeader } from '../x12/order.fixture.ts';
import type { X12Document } from '../x12/model.ts';
import { joinInterchanges, splitInterchange } from './batches.ts';

function orders(...numbers: string[]): string[] {
  return numbers.flatMap((number) => [
    `ST*850*${number}`,
    `BEG*00*SA*${number}**20261104`,
    'PO1*1*5*EA',
    `SE*4*${number}`,
  ]);
}

const x12Batch = [
  plainHeader,
  'TA1*000000001*261104*0915*A*000',
  'GS*PO*BUYER*SELLER*20261104*0915*3*X*004010',
  ...orders('0001', '0002'),
  'GE*2*3',
  'GS*PO*OTHER*SELLER*20261104*0915*4*X*004010',
  ...orders('0003'),
  'GE*1*4',
  'IEA*2*000000007',
].join('~\n');

const edifactBatch = `${edifact()}\n${edifact()}`
  .replace("UNZ+1+7'\nUNB+UNOA:3+BUYER:14+SELLER:14+261104:0915+7'\n", '')
  .replace("UNZ+1+7'", "UNZ+2+7'");

describe('batches of X12', () => {
  const document = parseDocument('x12', `${x12Batch}~`).document as X12Document;
  const parts = splitInterchange(document);

  test('become one document a transaction, in its envelopes', () => {
    expect(parts).toHaveLength(3);
    expect(parts.map(({ interchanges: [only] }) => only?.groups[0]?.senderId)).toEqual([
      'BUYER',
      'BUYER',
      'OTHER',
    ]);
    expect(parts.map(({ interchanges: [only] }) => only?.acknowledgements?.length)).toEqual([
      1,
      undefined,
      undefined,
    ]);
    const [, second] = parts.map((part) => serializeDocument('x12', part).content);
    expect(second?.split('~\n').filter((segment) => /^(ISA|GS|ST|BEG|GE)/.test(segment))).toEqual([
      plainHeader,
      'GS*PO*BUYER*SELLER*20261104*0915*3*X*004010',
      'ST*850*0002',
      'BEG*00*SA*0002**20261104',
      'GE*1*3',
    ]);
  });

  test('are the same after splitting and joining', () => {
    expect(joinInterchanges(parts)).toEqual(document);
  });
});

describe('batches of EDIFACT', () => {
  const document = parseDocument('edifact', edifactBatch).document as EdifactDocument;
  const parts = splitInterchange(document);

  test('become one document a message, in its envelopes', () => {
    expect(parts).toHaveLength(2);
    for (const part of parts) {
      const { content } = serializeDocument('edifact', part);
      expect(content).toContain("UNZ+1+7'");
      expect(parseDocument('edifact', content)).toEqual({ document: part, warnings: [] });
    }
  });

  test('are the same after splitting and joining', () => {
    expect(joinInterchanges(parts)).toEqual(document);
  });
});

describe.each(['x12', 'edifact'] as const)('items of a list in one transaction of %s', (format) => {
  const content = sampleDocuments.find((sample) => sample.format === format)?.content ?? '';
  const whole = dataOf(parseDocument(format, content).document);
  const read = async (options: RecordOptions) => {
    const stream = readRecords(format, content.match(/[^]{1,40}/g) ?? [], options);
    const records: unknown[] = [];
    for await (const record of stream) records.push(record);
    return { records, warnings: stream.warnings };
  };

  test('come one by one, each with what came before the list', async () => {
    const { records, warnings } = await read({ records: 'lines' });
    expect(warnings).toEqual([]);
    const { lines, parties, beginning } = whole as { lines: unknown[]; parties: unknown; beginning: unknown };
    expect(lines.length).toBeGreaterThan(1);
    expect(records.map((record) => dataOf(record))).toMatchObject(
      lines.map((line) => ({ beginning, parties, lines: [line] })),
    );
    expect(parseDocument(format, content, { records: 'lines' }).document).toEqual(records);
  });

  test('a transaction without such a list comes as it is', async () => {
    const { records } = await read({ records: 'nothing' });
    expect(records.map((record) => dataOf(record))).toEqual([whole]);
  });

  test('each of them keeps to the limits', async () => {
    await expect(read({ records: 'lines', limits: { maxBytes: 100 } })).rejects.toMatchObject({
      code: 'document.tooLarge',
    });
    const limits = { maxItems: format === 'x12' ? 20 : 70 };
    await expect(read({ records: 'lines', limits })).resolves.toBeDefined();
    await expect(read({ limits })).rejects.toMatchObject({ code: 'document.tooMany' });
  });
});

test('items of a hierarchy come one by one', () => {
  const body = ['BSN*00*1*20261104*0915', ...['1', '4'].flatMap(shipment), 'CTT*2'];
  const content = interchange({ gs: 'GS*SH*A*B*20261104*0915*3*X*004010', st: 'ST*856*0001', body });
  const whole = parseDocument('x12', content).document;
  const { document, warnings } = parseDocument('x12', content, { records: 'shipments' });
  expect(warnings).toEqual([]);
  const { shipments } = dataOf(whole) as { shipments: unknown[] };
  expect(shipments).toHaveLength(2);
  expect((document as unknown[]).map((record) => dataOf(record)['shipments'])).toEqual(
    shipments.map((each) => [each]),
  );
});

function shipment(first: string): string[] {
  const [order, item] = [Number(first) + 1, Number(first) + 2];
  return [
    `HL*${first}**S`,
    `HL*${order}*${first}*O`,
    `PRF*PO${first}`,
    `HL*${item}*${order}*I`,
    'LIN**VP*A',
    'SN1**5*EA',
  ];
}

function dataOf(document: unknown): Record<string, unknown> {
  const [first] = (document as X12Document & EdifactDocument).interchanges;
  const transaction = first?.groups?.[0]?.transactions?.[0] ?? first?.messages?.[0];
  return transaction?.data ?? {};
}
