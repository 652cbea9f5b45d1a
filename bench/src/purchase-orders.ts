import { randomBytes } from 'node:crypto';

const lines = [
  { quantity: 40, unit: 'EA', price: 5.09, item: '0459001004', description: 'Fuse, 4/10 A' },
  { quantity: 12, unit: 'EA', price: 63.11, item: '0650002027', description: 'Lamp, 200 W equivalent' },
  { quantity: 25, unit: 'EA', price: 8.2, item: '0670104514', description: 'DIN rail, 3 ft' },
  { quantity: 2, unit: 'EA', price: 88.5, item: '0684202074', description: 'Proximity switch' },
  { quantity: 6, unit: 'EA', price: 5.09, item: '0459001004', description: 'Fuse, spare' },
];

/** So many purchase orders as X12 850 documents of five lines, each with a number that was never used before. */
export function purchaseOrders(count: number): string[] {
  const batch = randomBytes(4).toString('hex').toUpperCase();
  return Array.from({ length: count }, (_, index) => toX12(`BG-${batch}-${index + 1}`, index + 1));
}

function toX12(orderNumber: string, control: number): string {
  const transaction = [
    ['ST', '850', '0001'],
    ['BEG', '00', 'SA', orderNumber, '', '20260302'],
    ['CUR', 'BY', 'USD'],
    ['DTM', '002', '20260309'],
    ['N1', 'BY', 'Bluegrass Power Works', '92', 'BLUEGRASS'],
    ['N1', 'ST', 'Bluegrass Power Works, Dock 2'],
    ['N3', '400 Turbine Road'],
    ['N4', 'Lexington', 'KY', '40507', 'US'],
    ...lines.flatMap(({ quantity, unit, price, item, description }, index) => [
      ['PO1', `${index + 1}`, `${quantity}`, unit, `${price}`, 'PE', 'BP', item],
      ['PID', 'F', '', '', '', description],
    ]),
    ['CTT', `${lines.length}`],
  ];
  const number = String(control).padStart(9, '0');
  const segments = [
    [...interchange, number, '0', 'T', '>'],
    ['GS', 'PO', 'BLUEGRASS', 'HARBORSUPPLY', '20260302', '0600', `${control}`, 'X', '004010'],
    ...transaction,
    ['SE', `${transaction.length + 1}`, '0001'],
    ['GE', '1', `${control}`],
    ['IEA', '1', number],
  ];
  return segments.map((elements) => `${elements.join('*')}~`).join('\n');
}

const interchange = [
  ['ISA', '00', ' '.repeat(10), '00', ' '.repeat(10)],
  ['ZZ', 'BLUEGRASS'.padEnd(15), 'ZZ', 'HARBORSUPPLY'.padEnd(15)],
  ['260302', '0600', 'U', '00401'],
].flat();
