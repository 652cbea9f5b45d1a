import type { LookupDefinition, LookupEntry } from '@crossdock/flow-schema';

/** What partners order by, and what the ERP sells by. */
export const units: LookupDefinition = {
  key: 'units',
  title: 'Units of measure: partner to ours',
  description: 'Units of orders (UN/ECE codes) as the ERP knows them.',
  keys: [{ name: 'theirs', title: 'Partner’s unit', match: 'exact', type: 'text', ignoreCase: true }],
  values: [
    { name: 'ours', title: 'Our unit', type: 'text' },
    { name: 'note', title: 'Note', type: 'text' },
  ],
  onMiss: { policy: 'exception', desk: 'customer-service' },
};

const row = (theirs: string, ours: string, note = ''): LookupEntry => ({
  keys: { theirs },
  values: { ours, note },
});

export const unitRows: readonly LookupEntry[] = [
  row('EA', 'EA'),
  row('H87', 'EA', 'Pieces are sold by the each'),
  row('C62', 'EA'),
  row('FOT', 'FOT'),
  row('LF', 'FOT', 'Linear feet'),
  row('XBX', 'XBX'),
  row('XCT', 'XCT'),
  row('XCS', 'XCT', 'We sell no cases'),
  { ...row('XCT', 'XBX', 'Northgate’s cartons are our boxes'), partner: 'NORTHGATE' },
];
