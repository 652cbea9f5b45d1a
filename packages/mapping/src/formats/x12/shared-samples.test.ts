import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import type { X12Document } from './model.ts';

/** Documents that nobody here wrote, beside the repository where there are any. */
const folder = fileURLToPath(new URL('../../../../../../shared/samples/edi/', import.meta.url));
const present = existsSync(folder);
if (!present) console.log('skipped: no EDI documents in ../shared/samples/edi');
const files = present ? readdirSync(folder).filter((file) => /^x12_.*\.edi$/.test(file)) : [];

/** Faults of the documents themselves. */
const expectedWarnings: Record<string, string[]> = {
  'x12_810_1.edi': ['x12.order', 'x12.order'],
  'x12_850_4.edi': ['x12.duplicate'],
  'x12_856_1.edi': ['x12.header'],
  'x12_856_2.edi': ['x12.missingElement'],
  'x12_860_1.edi': ['x12.header', 'x12.value', 'x12.terminator'],
  'x12_940_1.edi': ['x12.missingElement', 'x12.missingElement', 'x12.controlNumber', 'x12.controlNumber'],
};

function read(file: string, options = {}) {
  const { document, warnings } = parseDocument('x12', readFileSync(folder + file), options);
  return { document: document as X12Document, codes: warnings.map(({ code }) => code) };
}

function transactionsOf(document: X12Document) {
  return document.interchanges.flatMap(({ groups }) => groups.flatMap(({ transactions }) => transactions));
}

describe.skipIf(!present)('documents from elsewhere', () => {
  test('there are some', () => expect(files.length).toBeGreaterThan(10));

  test.each(files)('%s parses, and writes back to the same segments', (file) => {
    const { document, codes } = read(file);
    expect(codes.filter((code) => code !== 'x12.guideVersion')).toEqual(expectedWarnings[file] ?? []);
    const type = file.split('_')[1];
    expect(transactionsOf(document).map((transaction) => transaction.type)).toContain(type);

    const again = parseDocument('x12', serializeDocument('x12', document).content).document as X12Document;
    expect(again).toEqual(document);
  });

  test('the lines of x12_850_1.edi make the total it announces', () => {
    const [order] = transactionsOf(read('x12_850_1.edi').document);
    expect(linesOf(order?.data)).toEqual([
      ['1', 5, 5.09, '0459001004'],
      ['2', 12, 63.11, '0650002027'],
      ['3', 2, 8.02, '0670104514'],
      ['4', 1, 85.25, '0684202074'],
    ]);
    expect(order?.data).toMatchObject({
      beginning: { purchaseOrderNumber: 'S41000439', date: '2010-08-10' },
      totals: { amount: 884.06, lineCount: 4, hashTotal: 20 },
    });
    expect(totalOf(order?.data)).toBeCloseTo(884.06, 6);
  });

  test('the lines of x12_850_3.edi make the total it announces', () => {
    const [order] = transactionsOf(read('x12_850_3.edi').document);
    expect(linesOf(order?.data)).toHaveLength(6);
    expect(order?.data).toMatchObject({ totals: { amount: 13045.94, lineCount: 6 } });
    expect(totalOf(order?.data)).toBeCloseTo(13045.94, 6);
  });

  test('x12_850_4.edi holds two interchanges', () => {
    const { document } = read('x12_850_4.edi');
    expect(document.interchanges).toHaveLength(2);
    expect(transactionsOf(document).map(({ data }) => linesOf(data).length)).toEqual([6, 6]);
  });
});

interface Line {
  lineNumber: string;
  quantity: number;
  unitPrice: number;
  productIds: { id: string }[];
}

function linesOf(data: Record<string, unknown> | undefined) {
  const lines = (data?.['lines'] ?? []) as Line[];
  return lines.map((line) => [line.lineNumber, line.quantity, line.unitPrice, line.productIds[0]?.id]);
}

function totalOf(data: Record<string, unknown> | undefined): number {
  const lines = (data?.['lines'] ?? []) as Line[];
  return lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
}
