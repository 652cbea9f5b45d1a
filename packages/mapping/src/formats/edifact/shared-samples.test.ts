import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import type { EdifactDocument } from './model.ts';

/** Documents that nobody here wrote, beside the repository where there are any. */
const folder = fileURLToPath(new URL('../../../../../../shared/samples/edi/', import.meta.url));
const present = existsSync(folder);
if (!present) console.log('skipped: no EDI documents in ../shared/samples/edi');
const files = present ? readdirSync(folder).filter((file) => /^edifact_.*\.edi$/.test(file)) : [];

/** Faults of the documents themselves. */
const expectedWarnings: Record<string, string[]> = {
  'edifact_INVOIC_3.edi': ['edifact.value', 'edifact.value'],
  'edifact_ORDERS_1.edi': ['edifact.truncated'],
};

function read(file: string) {
  const { document, warnings } = parseDocument('edifact', readFileSync(folder + file), {
    codeMeanings: false,
  });
  const messages = (document as EdifactDocument).interchanges.flatMap((interchange) => interchange.messages);
  return { messages, codes: warnings.map(({ code }) => code) };
}

describe.skipIf(!present)('documents from elsewhere', () => {
  test('there are some', () => expect(files.length).toBeGreaterThan(3));

  test.each(files)('%s has all its segments under names', (file) => {
    const { messages, codes } = read(file);
    expect(codes.filter((code) => code !== 'edifact.guideVersion')).toEqual(expectedWarnings[file] ?? []);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ type: file.split('_')[1], data: { lines: expect.anything() } });
  });

  test.each(files)('%s writes back to the same segments', (file) => {
    const { document } = parseDocument('edifact', readFileSync(folder + file));
    const { content, encoding } = serializeDocument('edifact', document);
    expect(parseDocument('edifact', Buffer.from(content, encoding)).document).toEqual(document);
  });

  test('the lines and the charge of edifact_INVOIC_2.edi make the total it announces', () => {
    const [invoice] = read('edifact_INVOIC_2.edi').messages;
    expect(invoice?.data).toMatchObject({
      beginning: { invoiceNumber: '342459' },
      lines: [
        { quantity: 1020, unit: 'EA', unitPrice: 1.179, amount: 1202.58, productIds: [{ id: '157870' }] },
        { quantity: 20, unit: 'EA', unitPrice: 20.5, amount: 410, productIds: [{ id: '157871' }] },
      ],
      totals: { amount: 2137.58, charges: [{ indicator: 'C', amount: 525 }] },
    });
  });

  test('edifact_ORDERS_4.edi names parties, identifiers and what comes with the lines', () => {
    const [order] = read('edifact_ORDERS_4.edi').messages;
    expect(order?.data).toMatchObject({
      beginning: { purchaseOrderNumber: 'ABC123456XYZ' },
      currency: { code: 'USD' },
      parties: [
        { role: 'SE', name: '24h Pizza', contacts: [{ name: 'Ted Little' }] },
        { role: 'BY', city: 'Vereno', state: 'CA', postalCode: '29213', country: 'US' },
        { role: 'ST' },
      ],
    });
    expect(order?.data?.['lines']).toMatchObject([
      {
        productIds: [{ id: '42' }, { id: 'Pizza' }, { id: '42', qualifier: 'VP' }],
        notes: [{ messages: ['Extra Cheese'] }],
        grossUnitPrice: 7.2,
      },
      { quantity: 2, descriptions: [{ description: 'Lasagne al Forno' }] },
      { taxes: [{ percent: 18, amount: 100 }] },
    ]);
  });
});
