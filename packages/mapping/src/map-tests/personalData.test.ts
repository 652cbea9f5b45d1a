import { describe, expect, it } from 'vitest';
import { maskPersonalData } from './personalData.ts';

const ORDER = {
  orderNumber: 'PO-4711',
  shipTo: {
    name: 'Ada Byron',
    gln: '4000001000005',
    city: 'Bonn',
    addressLines: ['Am Markt 5'],
    postalCode: '53111',
  },
  contacts: [{ name: 'Ada Byron', communications: ['ada@example.org', '+49 228 1234567'] }],
  lines: [{ item: 'A-1', name: 'Bolt M8', description: 'Bolt', quantity: 5 }],
  segments: [
    ['N1', 'ST', 'Ada Byron'],
    ['PO1', '1', '5', 'EA'],
  ],
};

describe('masking personal data', () => {
  const masked = maskPersonalData(ORDER);

  it('replaces people, addresses and ways to reach them', () => {
    const text = JSON.stringify(masked);
    for (const secret of ['Ada', 'ada@', 'Am Markt', '1234567', '53111']) expect(text).not.toContain(secret);
  });

  it('gives the same text the same replacement, also in raw segments', () => {
    expect(masked.contacts[0]?.name).toBe(masked.shipTo.name);
    expect(masked.segments[0]?.[2]).toBe(masked.shipTo.name);
  });

  it('keeps goods, numbers of documents and identifiers of companies', () => {
    expect(masked.orderNumber).toBe('PO-4711');
    expect(masked.lines).toEqual(ORDER.lines);
    expect(masked.shipTo.gln).toBe(ORDER.shipTo.gln);
    expect(masked.segments[1]).toEqual(ORDER.segments[1]);
  });

  it('keeps the form of numbers and does not touch the original', () => {
    expect(masked.shipTo.postalCode).toMatch(/^\d{5}$/);
    expect(ORDER.shipTo.name).toBe('Ada Byron');
  });
});
