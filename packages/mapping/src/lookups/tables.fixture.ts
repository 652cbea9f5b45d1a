import type { LookupDefinition, LookupEntry } from '@crossdock/flow-schema';

/** Partners' units of measure, in ours. */
export const units: LookupDefinition = {
  key: 'units',
  title: 'Units of measure',
  keys: [{ name: 'unit', match: 'exact', type: 'text', ignoreCase: true }],
  values: [{ name: 'ours', type: 'text' }],
  onMiss: { policy: 'exception' },
};

export const unitRows: readonly LookupEntry[] = [
  { keys: { unit: 'EACH' }, values: { ours: 'EA' } },
  { keys: { unit: 'CTN' }, values: { ours: 'XCT' } },
  { keys: { unit: 'CTN' }, values: { ours: 'XBX' }, partner: 'NORTHGATE' },
  { keys: { unit: 'CTN' }, values: { ours: 'TEST' }, environment: 'test' },
  { keys: { unit: 'OLD' }, values: { ours: 'X1' }, validTo: '2026-06-30' },
  { keys: { unit: 'OLD' }, values: { ours: 'X2' }, validFrom: '2026-07-01' },
  { keys: { unit: 'PAIL' }, values: { ours: 'XPL' }, partner: 'BLUEGRASS' },
  { keys: { unit: 'DEV' }, values: { ours: 'XX' }, environment: 'development' },
];

/** Prices by item pattern and quantity. */
export const prices: LookupDefinition = {
  key: 'price',
  title: 'Prices',
  keys: [
    { name: 'item', match: 'wildcard', type: 'text', ignoreSpace: true },
    { name: 'qty', match: 'range', type: 'number' },
  ],
  values: [
    { name: 'price', type: 'number' },
    { name: 'currency', type: 'text' },
  ],
  onMiss: { policy: 'empty' },
};

const price = (item: string, qty: { from?: number; to?: number }, amount: number): LookupEntry => ({
  keys: { item, qty },
  values: { price: amount, currency: 'USD' },
});

export const priceRows: readonly LookupEntry[] = [
  price('*', {}, 99),
  price('NG-*', { to: 10 }, 20),
  price('NG-*', { from: 10, to: 100 }, 18),
  price('NG-77*', { from: 10 }, 17),
  price('NG-77115', { from: 50 }, 15),
  price('*-X', {}, 12),
  price('N?-88', {}, 11),
];
